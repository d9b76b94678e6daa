package dev.midnight.publish;

import dev.midnight.Snapshot;
import dev.midnight.table.Table;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The moment at which a load began: what is written after it is laid over what the load read. */
public final class LoadMark<K, V> {

  /** What reads: a load of the whole source, a restore from a store, or a delta of the source. */
  enum Kind {
    LOAD,
    RESTORE,
    DELTA
  }

  private final @Nullable TableSnapshot<K, V> before;
  private final Kind kind;

  /** Whether deltas that are published meanwhile are laid over the load too. */
  private final boolean keepsDeltas;

  /**
   * The last write of each key that was cut since the mark, null being a removal. Guarded by the
   * publisher's lock.
   */
  private final Map<K, @Nullable V> replay = new HashMap<>();

  /** The last row of each key in the deltas since the mark. Guarded by the publisher's lock. */
  private final Map<K, @Nullable V> deltas = new HashMap<>();

  /** Of the last delta since the mark. Guarded by the publisher's lock. */
  private @Nullable String deltaWatermark;

  private volatile @Nullable String told;

  /** Which load has read the entries. Written under the publisher's lock. */
  private volatile long read = SourceReads.UNKNOWN;

  LoadMark(@Nullable TableSnapshot<K, V> before, Kind kind, boolean keepsDeltas) {
    this.before = before;
    this.kind = kind;
    this.keepsDeltas = keepsDeltas;
  }

  Kind kind() {
    return kind;
  }

  long read() {
    return read;
  }

  void read(long number) {
    read = number;
  }

  boolean restores() {
    return kind == Kind.RESTORE;
  }

  /** The table that was current when the load began; empty before the first. */
  public Table<K, V> previous() {
    return before == null ? Table.empty() : before.table();
  }

  /** The snapshot that was current when the load began, or null before the first. */
  public @Nullable Snapshot<K, V> snapshot() {
    return before;
  }

  /** Says up to which of the source's changes the load read, if that is known. */
  public void watermark(@Nullable String loaded) {
    told = loaded;
  }

  /**
   * The watermark of what was loaded alone. An older one than could be had is always right: the
   * next delta brings the changes since then anew. That of a restore is never taken from what is
   * current, whose changes the restored entries lack.
   */
  @Nullable String loadedWatermark() {
    String own = told;
    return (own != null || restores() || before == null) ? own : before.stamp().watermark();
  }

  /**
   * The watermark of the load with the deltas and writes that are laid over it.
   *
   * @param hidden whether a write hides another row that was loaded: the source may have changed
   *     after the write and before its loader told a watermark, which then claims too much
   */
  @Nullable String watermark(boolean hidden) {
    if (restores()) {
      return told;
    }
    if (deltaWatermark != null) {
      return deltaWatermark;
    }
    String earlier = before == null ? null : before.stamp().watermark();
    return hidden && earlier != null ? earlier : loadedWatermark();
  }

  /**
   * Lays a delta that became current over the load, whose rows may be older.
   *
   * @param by the mark of the delta. A write that it has not recorded was known to the source that
   *     the delta was read from. One that it has recorded wins over the delta: as a write if the
   *     load must be overlaid with it too, otherwise in the row that was published instead
   * @param read the rows of the delta
   * @param published the same keys with what they have become
   */
  void overtake(
      LoadMark<K, V> by,
      Map<K, @Nullable V> read,
      Map<K, @Nullable V> published,
      String watermark) {
    if (!keepsDeltas) {
      return;
    }
    deltaWatermark = watermark;
    read.forEach(
        (key, row) -> {
          if (!by.replay.containsKey(key)) {
            replay.remove(key);
          }
          deltas.put(key, replay.containsKey(key) ? row : published.get(key));
        });
  }

  /** Whether something newer than the load was laid over that key; once the load is published. */
  public boolean overlaid(K key) {
    return replay.containsKey(key) || deltas.containsKey(key);
  }

  Map<K, @Nullable V> replay() {
    return replay;
  }

  Map<K, @Nullable V> deltas() {
    return deltas;
  }
}
