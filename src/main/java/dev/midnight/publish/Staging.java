package dev.midnight.publish;

import dev.midnight.Changes;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotMerge;
import dev.midnight.table.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Works out what comes next, under the publisher's lock, and changes nothing: whatever the user's
 * code throws here, merges and view builders, leaves readers and writes where they were.
 */
final class Staging<K, V> {

  private final PublisherSettings<K, V> settings;
  private final DerivedViews<K, V> views;

  Staging(PublisherSettings<K, V> settings, DerivedViews<K, V> views) {
    this.settings = settings;
    this.views = views;
  }

  /** The current snapshot with the waiting writes. */
  Publication<K, V> drain(TableSnapshot<K, V> current, WriteLog<K, V> writes) {
    Map<K, @Nullable V> written = writes.unseen();
    TableSnapshot<K, V> next = current;
    Table.Patched<K, V> patched = current.table().patch(written, settings.same());
    var diff =
        new WrittenDiff<>(current.table(), patched.table(), written.keySet(), patched.changes());
    if (patched.table() != current.table()) {
      Stamp stamp = current.stamp().drained(settings.clock().instant());
      next = current.with(patched.table(), stamp);
      views.carry(current, diff, next);
    }
    return new Publication<>(current, next, diff, null, writes.waiting());
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
    return new Publication<>(current, next, diff, candidate.mark(), writes.waiting());
  }

  /** Whether only writes have changed the table since a load began; a restore counts as a load. */
  private static boolean sameGeneration(
      @Nullable Snapshot<?, ?> current, @Nullable Snapshot<?, ?> atMark) {
    if (current == null || atMark == null) {
      return current == atMark;
    }
    return current.generation() == atMark.generation();
  }

  private TableSnapshot<K, V> overlaid(
      @Nullable TableSnapshot<K, V> current, Candidate<K, V> candidate, long generation) {
    TableSnapshot<K, V> loaded = candidate.loaded();
    Stamp stamp = Stamp.ofLoad(current, generation, loaded.loadedAt(), settings.clock().instant());
    Map<K, @Nullable V> overlay = overlay(loaded.table(), candidate.mark().replay());
    Table.Patched<K, V> patched = loaded.table().patch(overlay, settings.same());
    if (patched.table() == loaded.table()) {
      return loaded.stamped(stamp);
    }
    TableSnapshot<K, V> next = loaded.with(patched.table(), stamp);
    views.carry(
        loaded,
        new WrittenDiff<>(loaded.table(), patched.table(), overlay.keySet(), patched.changes()),
        next);
    return next;
  }

  private Map<K, @Nullable V> overlay(Table<K, V> loaded, Map<K, @Nullable V> replay) {
    SnapshotMerge<K, V> merge = settings.merge();
    if (merge == null) {
      return replay;
    }
    Map<K, @Nullable V> decided = new HashMap<>();
    replay.forEach(
        (key, written) ->
            decided.put(key, written == null ? null : decide(merge, key, loaded, written)));
    return decided;
  }

  private V decide(SnapshotMerge<K, V> merge, K key, Table<K, V> loaded, V written) {
    V winner = merge.merge(key, loaded.get(key), written);
    if (winner == null) {
      throw new NullPointerException(
          "Cache '%s': its SnapshotMerge returned null, but it must choose a row: the load is not published. Return the loaded or the written one."
              .formatted(settings.cache()));
    }
    return winner;
  }

  private Changes changes(Candidate<K, V> candidate, Table<K, V> before, Table<K, V> after) {
    var written = candidate.mark().replay().keySet();
    return new CorrectedChanges(candidate.changes(), settings.same())
        .without(written, candidate.mark().previous(), candidate.loaded().table())
        .with(written, before, after)
        .changes();
  }

  /** Prepares a load that validators may look at; runs outside the lock. */
  TableSnapshot<K, V> prepare(
      @Nullable TableSnapshot<K, V> current, long generation, Table<K, V> table, Instant loadedAt) {
    Stamp stamp = Stamp.ofLoad(current, generation, loadedAt, settings.clock().instant());
    TableSnapshot<K, V> loaded = new TableSnapshot<>(table, stamp, new Indexes<>(views));
    views.complete(loaded);
    return loaded;
  }
}
