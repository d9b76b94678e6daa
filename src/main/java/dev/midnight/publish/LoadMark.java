package dev.midnight.publish;

import dev.midnight.Snapshot;
import dev.midnight.table.Table;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The moment at which a load began: what is written after it is laid over what the load read. */
public final class LoadMark<K, V> {

  private final @Nullable TableSnapshot<K, V> before;

  /** Whether entries are read from a store on somebody's order, and not from the source. */
  private final boolean restores;

  /**
   * The last write of each key that was cut since the mark, null being a removal. Guarded by the
   * publisher's lock.
   */
  private final Map<K, @Nullable V> replay = new HashMap<>();

  LoadMark(@Nullable TableSnapshot<K, V> before, boolean restores) {
    this.before = before;
    this.restores = restores;
  }

  boolean restores() {
    return restores;
  }

  /** The table that was current when the load began; empty before the first. */
  public Table<K, V> previous() {
    return before == null ? Table.empty() : before.table();
  }

  /** The snapshot that was current when the load began, or null before the first. */
  public @Nullable Snapshot<K, V> snapshot() {
    return before;
  }

  Map<K, @Nullable V> replay() {
    return replay;
  }
}
