package dev.midnight;

import org.jspecify.annotations.Nullable;

/**
 * Is told what happens to a cache, in order, one call at a time, on a thread of its own: a slow
 * listener delays later notices, never a refresh, a write or a reader. What it throws is logged.
 * Dry runs are not told.
 */
public interface SnapshotListener<K, V> {

  /** A refresh cycle begins. */
  default void refreshStarted(String cache, long cycle, Trigger trigger) {}

  /** A refresh cycle has ended, whatever its outcome. */
  default void refreshFinished(String cache, long cycle, RefreshResult result) {}

  /**
   * A snapshot became current, by a refresh or by a drain of online writes.
   *
   * @param previous the snapshot before it, or null for the first
   * @param changes the entries that differ, with their old and new values
   */
  default void published(
      String cache,
      @Nullable Snapshot<K, V> previous,
      Snapshot<K, V> current,
      SnapshotDiff<K, V> changes) {}
}
