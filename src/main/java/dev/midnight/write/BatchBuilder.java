package dev.midnight.write;

import org.jspecify.annotations.Nullable;

/** A batch as it is gathered from the shards, in the time of one cut. Used by one thread. */
final class BatchBuilder<K, V> {

  private final @Nullable CutEntries<K, V>[] parts;
  private int keys;
  private long writes;
  private long oldest = System.nanoTime();

  @SuppressWarnings({"unchecked", "rawtypes"})
  BatchBuilder(int shards) {
    this.parts = new CutEntries[shards];
  }

  void add(int shard, CutEntries<K, V> part, long partWrites, long partOldest) {
    parts[shard] = part;
    keys += part.size();
    writes += partWrites;
    if (partOldest - oldest < 0) {
      oldest = partOldest;
    }
  }

  /** Writes that were merged into those of the parts without a lock. */
  void addMerged(long merged) {
    writes += merged;
  }

  MergedEntries<K, V> entries() {
    return new MergedEntries<>(parts, keys);
  }

  boolean isEmpty() {
    return keys == 0;
  }

  long writes() {
    return writes;
  }

  /** When the oldest write was accepted, by {@link System#nanoTime}. */
  long oldest() {
    return oldest;
  }
}
