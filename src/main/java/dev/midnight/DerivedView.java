package dev.midnight;

/** An index over a cache that is always published together with its snapshot. Thread-safe. */
public interface DerivedView<I> {

  /**
   * The index of the current snapshot. For an index and a snapshot that belong together, use {@link
   * Snapshot#view}.
   *
   * @throws SnapshotNotLoadedException before the first snapshot was published
   */
  I get();
}
