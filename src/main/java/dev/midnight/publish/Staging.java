package dev.midnight.publish;

import dev.midnight.Changes;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotMerge;
import dev.midnight.spi.KeyStory.Origin;
import dev.midnight.table.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Works out what comes next, under the publisher's lock, and changes nothing: whatever the user's
 * code throws here, merges and view builders, leaves readers and writes where they were.
 */
final class Staging<K, V> {

  private final PublisherSettings<K, V> settings;
  private final DerivedViews<K, V> views;

  /** The bytes of the table that drains have copied; counted, and nothing hangs on it. */
  private final LongAdder copiedByDrains = new LongAdder();

  Staging(PublisherSettings<K, V> settings, DerivedViews<K, V> views) {
    this.settings = settings;
    this.views = views;
  }

  /** The current snapshot with the waiting writes. */
  Publication<K, V> drain(TableSnapshot<K, V> current, WriteLog<K, V> writes) {
    Map<K, @Nullable V> written = writes.unseen();
    TableSnapshot<K, V> next = current;
    Table.Patched<K, V> patched = current.table().patch(written, settings.same());
    var diff = new WrittenDiff<>(current.table(), patched.table(), written, patched.changes());
    if (patched.table() != current.table()) {
      Stamp stamp = current.stamp().drained(settings.clock().instant());
      next = current.with(patched.table(), stamp);
      views.carry(current, diff, next);
    }
    copiedByDrains.add(patched.copied());
    return new Publication<>(current, next, diff, null, writes.waiting(), Origin.WRITE);
  }

  long copiedByDrains() {
    return copiedByDrains.sum();
  }

  /** The load with the writes that were accepted after it began. */
  Publication<K, V> load(
      @Nullable TableSnapshot<K, V> current,
      Candidate<K, V> candidate,
      long generation,
      WriteLog<K, V> writes) {
    views.complete(candidate.loaded());
    TableSnapshot<K, V> next = overlaid(current, candidate, generation);
    Table<K, V> before = current == null ? Table.empty() : current.table();
    Changes changes =
        sameGeneration(current, candidate.mark().snapshot())
            ? changes(candidate, before, next.table())
            : LoadedDiff.count(before, next.table(), settings.same());
    var diff = new LoadedDiff<>(before, next.table(), settings.same(), changes);
    return new Publication<>(
        current, next, diff, candidate.mark(), writes.waiting(), origin(current, candidate));
  }

  private static Origin origin(@Nullable Snapshot<?, ?> current, Candidate<?, ?> candidate) {
    if (!candidate.mark().restores()) {
      return Origin.LOAD;
    }
    if (current == null) {
      return Origin.WARM_START;
    }
    return candidate.number() == 0 ? Origin.ROLLBACK : Origin.APPROVAL;
  }

  /**
   * Whether only writes and deltas have changed the table since a load began; a restore counts as a
   * load.
   */
  static boolean sameGeneration(@Nullable Snapshot<?, ?> current, @Nullable Snapshot<?, ?> atMark) {
    if (current == null || atMark == null) {
      return current == atMark;
    }
    return current.generation() == atMark.generation();
  }

  private TableSnapshot<K, V> overlaid(
      @Nullable TableSnapshot<K, V> current, Candidate<K, V> candidate, long generation) {
    TableSnapshot<K, V> loaded = candidate.loaded();
    Stamp stamp =
        Stamp.ofLoad(
            current,
            generation,
            loaded.loadedAt(),
            settings.clock().instant(),
            candidate.mark().watermark(hidden(loaded.table(), candidate.mark())));
    Map<K, @Nullable V> overlay = overlay(loaded.table(), candidate.mark());
    Table.Patched<K, V> patched = loaded.table().patch(overlay, settings.same());
    if (patched.table() == loaded.table()) {
      return loaded.stamped(stamp);
    }
    TableSnapshot<K, V> next = loaded.with(patched.table(), stamp);
    views.carry(
        loaded,
        new WrittenDiff<>(loaded.table(), patched.table(), overlay, patched.changes()),
        next);
    return next;
  }

  private Map<K, @Nullable V> overlay(Table<K, V> loaded, LoadMark<K, V> mark) {
    if (settings.merge() == null && mark.deltas().isEmpty()) {
      return mark.replay();
    }
    Map<K, @Nullable V> overlay = new HashMap<>(mark.deltas());
    mark.replay()
        .forEach(
            (key, written) -> {
              @Nullable V read = overlay.containsKey(key) ? overlay.get(key) : loaded.get(key);
              overlay.put(key, decide(key, read, written));
            });
    return overlay;
  }

  /**
   * What becomes of the keys of a delta. One that was written after the delta began keeps what was
   * written: the delta may not have read it yet.
   */
  Map<K, @Nullable V> decided(Map<K, @Nullable V> delta, LoadMark<K, V> mark) {
    Map<K, @Nullable V> decided = new HashMap<>(delta);
    decided.replaceAll(
        (key, row) ->
            mark.replay().containsKey(key) ? decide(key, row, mark.replay().get(key)) : row);
    return decided;
  }

  /** Whether a write hides what a delta read of its key. */
  boolean hidden(Map<K, @Nullable V> delta, LoadMark<K, V> mark) {
    return mark.replay().entrySet().stream()
        .anyMatch(
            write ->
                delta.containsKey(write.getKey())
                    && !same(delta.get(write.getKey()), write.getValue()));
  }

  private boolean hidden(Table<K, V> loaded, LoadMark<K, V> mark) {
    return mark.replay().entrySet().stream()
        .anyMatch(write -> !same(loaded.get(write.getKey()), write.getValue()));
  }

  private boolean same(@Nullable V read, @Nullable V written) {
    return (read == null || written == null)
        ? read == written
        : settings.same().same(read, written);
  }

  private @Nullable V decide(K key, @Nullable V read, @Nullable V written) {
    SnapshotMerge<K, V> merge = settings.merge();
    if (merge == null || written == null) {
      return written;
    }
    V winner = merge.merge(key, read, written);
    if (winner == null) {
      throw new NullPointerException(
          "Cache '%s': its SnapshotMerge returned null, but it must choose a row: what was read is not published. Return the loaded or the written one."
              .formatted(settings.cache()));
    }
    return winner;
  }

  private Changes changes(Candidate<K, V> candidate, Table<K, V> before, Table<K, V> after) {
    Set<K> written = new HashSet<>(candidate.mark().replay().keySet());
    written.addAll(candidate.mark().deltas().keySet());
    return new CorrectedChanges(candidate.changes(), settings.same())
        .without(written, candidate.mark().previous(), candidate.loaded().table())
        .with(written, before, after)
        .changes();
  }

  /** The current snapshot with the waiting writes and a delta of the source. */
  Publication<K, V> delta(
      TableSnapshot<K, V> current,
      Map<K, @Nullable V> rows,
      String watermark,
      WriteLog<K, V> writes) {
    Map<K, @Nullable V> overlay = new HashMap<>(writes.unseen());
    overlay.putAll(rows);
    Table.Patched<K, V> patched = current.table().patch(overlay, settings.same());
    var diff = new WrittenDiff<>(current.table(), patched.table(), overlay, patched.changes());
    if (patched.table() == current.table()) {
      TableSnapshot<K, V> same = current.stamped(current.stamp().upTo(watermark));
      return new Publication<>(current, same, diff, null, writes.waiting(), Origin.DELTA);
    }
    Stamp stamp = current.stamp().drained(settings.clock().instant()).upTo(watermark);
    TableSnapshot<K, V> next = current.with(patched.table(), stamp);
    views.carry(current, diff, next);
    return new Publication<>(current, next, diff, null, writes.waiting(), Origin.DELTA);
  }

  /** What a delta would make of the current snapshot, for validators; runs outside the lock. */
  Published<K, V> preview(TableSnapshot<K, V> current, Map<K, @Nullable V> rows) {
    Table.Patched<K, V> patched = current.table().patch(rows, settings.same());
    Stamp stamp = current.stamp().drained(settings.clock().instant());
    return new Published<>(
        current,
        current.with(patched.table(), stamp),
        new WrittenDiff<>(current.table(), patched.table(), rows, patched.changes()));
  }

  /** Prepares a load that validators may look at; runs outside the lock. */
  TableSnapshot<K, V> prepare(
      @Nullable TableSnapshot<K, V> current,
      long generation,
      Table<K, V> table,
      Instant loadedAt,
      @Nullable String watermark) {
    Stamp stamp =
        Stamp.ofLoad(current, generation, loadedAt, settings.clock().instant(), watermark);
    TableSnapshot<K, V> loaded = new TableSnapshot<>(table, stamp, new Indexes<>(views));
    views.complete(loaded);
    return loaded;
  }
}
