package dev.midnight.write;

import org.jspecify.annotations.Nullable;

/**
 * The writes of some keys since the last cut, merged: the last accepted write of a key is the one
 * that is kept, and every caller's future with it. Guarded by its lock, but for merging into what
 * is there: see {@link OpenWrites}.
 */
final class WriteShard<K, V> {

  private final ShardLock lock = new ShardLock();

  /** Made by the first write after a cut. */
  private @Nullable OpenWrites<K, V> open;

  /** The same for those without the lock; null when nothing may be merged. */
  private volatile @Nullable OpenWrites<K, V> mergeable;

  private int expected;
  private long writes;
  private boolean closed;

  private long accepted;
  private long merged;

  ShardLock lock() {
    return lock;
  }

  /** Where a repeated write may be merged without the lock. */
  @Nullable OpenWrites<K, V> mergeable() {
    return mergeable;
  }

  boolean isEmpty() {
    return open == null;
  }

  boolean holds(K key) {
    return open != null && open.holds(key);
  }

  boolean isClosed() {
    return closed;
  }

  void close() {
    closed = true;
    mergeable = null;
  }

  /** Grows for one key more, so that a number of writes cannot fail half way. */
  void expect(PendingFutures futures) {
    expected++;
    grow(futures, expected);
  }

  /** Makes writers of this key wait for the lock until it is accepted. */
  void hold(K key) {
    if (open != null) {
      open.hold(key);
    }
  }

  /** Takes one write; the caller has made sure of room for its key. */
  void accept(K key, @Nullable V value, PendingFutures futures) {
    boolean added = grow(futures, 1).store(key, value);
    accepted++;
    writes++;
    if (added) {
      expected = Math.max(0, expected - 1);
    } else {
      merged++;
    }
  }

  private OpenWrites<K, V> grow(PendingFutures futures, int more) {
    OpenWrites<K, V> now = open;
    OpenWrites<K, V> next = now == null ? new OpenWrites<>(futures) : now.withRoomFor(more);
    if (next != now) {
      open = next;
      mergeable = next;
    }
    return next;
  }

  /** Moves everything into the batch. */
  void cutInto(BatchBuilder<K, V> batch, int index) {
    OpenWrites<K, V> taken = open;
    if (taken == null) {
      return;
    }
    mergeable = null;
    batch.add(index, taken.take(), writes, taken.since());
    open = null;
    writes = 0;
  }

  long accepted() {
    return accepted;
  }

  long merged() {
    return merged;
  }
}
