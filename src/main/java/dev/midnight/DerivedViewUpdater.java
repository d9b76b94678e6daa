package dev.midnight;

/** Brings an index up to date after online writes, without building it anew. */
@FunctionalInterface
public interface DerivedViewUpdater<K, V, I> {

  /**
   * The index of the next snapshot. The previous one is still read: it must stay as it is.
   *
   * @param previous the index of the snapshot before
   * @param changes the entries that differ
   * @param next the snapshot that the new index belongs to
   */
  I update(I previous, SnapshotDiff<K, V> changes, Snapshot<K, V> next);
}
