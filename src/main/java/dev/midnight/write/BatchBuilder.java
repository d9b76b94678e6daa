package dev.midnight.write;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A batch as it is gathered from the shards, in the time of one cut. Used by one thread. */
final class BatchBuilder<K, V> {

  private final @Nullable Map<K, @Nullable V>[] parts;
  private @Nullable PendingWrite first;
  private @Nullable PendingWrite last;
  private int keys;
  private int writes;
  private long oldest = System.nanoTime();

  @SuppressWarnings({"unchecked", "rawtypes"})
  BatchBuilder(int shards) {
    this.parts = new Map[shards];
  }

  void add(int shard, Map<K, @Nullable V> part, int partWrites, long partOldest) {
    parts[shard] = part;
    keys += part.size();
    writes += partWrites;
    if (partOldest - oldest < 0) {
      oldest = partOldest;
    }
  }

  void append(PendingWrite head, PendingWrite tail) {
    if (last == null) {
      first = head;
    } else {
      last.next = head;
    }
    last = tail;
  }

  MergedEntries<K, V> entries() {
    return new MergedEntries<>(parts, keys);
  }

  @Nullable PendingWrite first() {
    return first;
  }

  int writes() {
    return writes;
  }

  /** When the oldest write was accepted, by {@link System#nanoTime}. */
  long oldest() {
    return oldest;
  }
}
