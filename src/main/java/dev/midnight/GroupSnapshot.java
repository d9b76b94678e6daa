package dev.midnight;

/** Snapshots of all members of a {@link SnapshotGroup} that were published as one. Immutable. */
public interface GroupSnapshot {

  /** Counts the common publishes of the group, from 1. */
  long generation();

  /**
   * The snapshot of one member.
   *
   * @throws IllegalArgumentException if the cache is no member of the group
   */
  <K, V> Snapshot<K, V> of(SnapshotCache<K, V> cache);
}
