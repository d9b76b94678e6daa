package dev.midnight;

import org.jspecify.annotations.Nullable;

/**
 * Decides between a loaded row and a row that was written online while the load ran. Without one,
 * the written row wins. Called under the publisher's lock: quick, and without calls to the cache.
 */
@FunctionalInterface
public interface SnapshotMerge<K, V> {

  /**
   * The row to publish.
   *
   * @param loaded what the load read, or null where it did not hold the key
   * @param written what was put while the load ran
   */
  V merge(K key, @Nullable V loaded, V written);
}
