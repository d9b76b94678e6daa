package dev.midnight;

import org.jspecify.annotations.Nullable;

/**
 * Takes the entries of one load. Thread-safe.
 *
 * <p>It refuses with {@link CycleEndedException} after its refresh was cancelled or has ended, so
 * that a loader that will not stop cannot touch anything.
 */
public interface SnapshotWriter<K, V> {

  /**
   * Adds one entry.
   *
   * @throws NullPointerException for a null key or value; the load fails with it
   * @throws DuplicateKeyException for a key that came before with another value, under {@code
   *     load.duplicates=fail}
   * @throws CycleEndedException after cancellation or the end of the refresh
   */
  void put(K key, V value);

  /** The snapshot that was current when this load began, or null before the first. */
  @Nullable Snapshot<K, V> previous();
}
