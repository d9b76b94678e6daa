package dev.midnight.publish;

import dev.midnight.Snapshot;
import dev.midnight.SnapshotDiff;
import org.jspecify.annotations.Nullable;

/**
 * Is told of every publish of one cache, in the order of the versions, outside the publisher's lock
 * and before the publishing call returns.
 *
 * <p>Implementations return soon, and neither publish nor wait for a publish of the same cache: the
 * next notice waits for this one. What they throw is logged.
 */
@FunctionalInterface
public interface PublishListener<K, V> {

  /**
   * A snapshot became current.
   *
   * @param previous the one before it, or null for the first
   * @param byRefresh whether a load published it; otherwise a drain of online writes
   */
  void published(
      @Nullable Snapshot<K, V> previous,
      Snapshot<K, V> current,
      SnapshotDiff<K, V> changes,
      boolean byRefresh);
}
