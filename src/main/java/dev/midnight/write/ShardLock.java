package dev.midnight.write;

import java.util.concurrent.locks.AbstractQueuedSynchronizer;

/**
 * The lock of one shard, which counts in its own protection how often it was free and how long
 * writers waited for it. Not reentrant.
 *
 * <p>Counting the free case costs one addition to a field that the lock's holder owns anyway; the
 * clock is read by those who wait only.
 */
final class ShardLock {

  private final Mutex mutex = new Mutex();

  /** Guarded by this lock, like all counters. */
  private long free;

  private long contended;
  private long waited;
  private long longest;

  /**
   * Takes the lock as a writer.
   *
   * @return the nanoseconds that it took, 0 if the lock was free
   */
  long lock() {
    if (mutex.tryAcquire(1)) {
      free++;
      return 0;
    }
    return lockContended();
  }

  /** Takes the lock uncounted: for those who are no writers. */
  void lockQuietly() {
    mutex.acquire(1);
  }

  void unlock() {
    mutex.release(1);
  }

  /** Called under the lock. */
  long free() {
    return free;
  }

  /** Called under the lock. */
  long contended() {
    return contended;
  }

  /** The nanoseconds of all waits. Called under the lock. */
  long waited() {
    return waited;
  }

  /** The nanoseconds of the longest wait. Called under the lock. */
  long longest() {
    return longest;
  }

  private long lockContended() {
    long start = System.nanoTime();
    mutex.acquire(1);
    long nanos = Math.max(1, System.nanoTime() - start);
    contended++;
    waited += nanos;
    longest = Math.max(longest, nanos);
    return nanos;
  }

  /** The queue behind the lock: state 1 is held. */
  private static final class Mutex extends AbstractQueuedSynchronizer {

    private static final long serialVersionUID = 1L;

    @Override
    protected boolean tryAcquire(int ignored) {
      return getState() == 0 && compareAndSetState(0, 1);
    }

    @Override
    protected boolean tryRelease(int ignored) {
      setState(0);
      return true;
    }
  }
}
