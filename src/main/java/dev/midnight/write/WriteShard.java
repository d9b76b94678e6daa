package dev.midnight.write;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The writes of some keys since the last cut, merged: the last accepted write of a key is the one
 * that is kept, and every caller's future with it. All of it is guarded by its lock.
 */
final class WriteShard<K, V> {

  private final ShardLock lock = new ShardLock();

  /** Null being a removal. Made by the first write after a cut, so that a cut allocates nothing. */
  private @Nullable Map<K, @Nullable V> entries;

  private @Nullable PendingWrite first;
  private @Nullable PendingWrite last;
  private int writes;
  private long oldest;
  private boolean closed;

  private long accepted;
  private long merged;

  ShardLock lock() {
    return lock;
  }

  boolean isEmpty() {
    return entries == null;
  }

  boolean holds(K key) {
    return entries != null && entries.containsKey(key);
  }

  boolean isClosed() {
    return closed;
  }

  void close() {
    closed = true;
  }

  /** Takes one write; the caller has made sure of room for its key. */
  void accept(K key, @Nullable V value) {
    Map<K, @Nullable V> open = entries;
    if (open == null) {
      open = new HashMap<>();
      entries = open;
      oldest = System.nanoTime();
    }
    int before = open.size();
    open.put(key, value);
    accepted++;
    writes++;
    if (open.size() == before) {
      merged++;
    }
  }

  /** Takes the future of a caller whose write, or a part of it, is here. */
  void await(PendingWrite future) {
    if (last == null) {
      first = future;
    } else {
      last.next = future;
    }
    last = future;
  }

  /** Moves everything into the batch. */
  void cutInto(BatchBuilder<K, V> batch, int index) {
    Map<K, @Nullable V> taken = entries;
    if (taken == null) {
      return;
    }
    batch.add(index, taken, writes, oldest);
    if (first != null && last != null) {
      batch.append(first, last);
    }
    entries = null;
    first = null;
    last = null;
    writes = 0;
  }

  long accepted() {
    return accepted;
  }

  long merged() {
    return merged;
  }
}
