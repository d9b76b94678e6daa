package dev.midnight.write;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many callers may wait at once to be told that readers can see their writes. Writes of a key
 * that is in the buffer need no room for it, but each caller has a future: without a limit, writers
 * of few keys would fill the heap between two drains.
 *
 * <p>Concurrency: callers of the next cut are counted where they queue, in {@link PendingFutures};
 * here are those of the cuts before, in steps, so that writers who ask seldom meet who counts.
 */
final class Crowd {

  /** In one queue of the next cut: some 8 MiB of futures. */
  static final int QUEUE = 1 << 18;

  /** All that left the buffer, in queues. */
  private static final int QUEUES_LEAVING = 4;

  private final int queue;
  private final Runnable hurry;
  private final AtomicInteger leaving = new AtomicInteger();

  /**
   * @param hurry called when a queue is half full: to drain it before it is full
   */
  Crowd(int queue, Runnable hurry) {
    this.queue = queue;
    this.hurry = hurry;
  }

  /** Whether no caller should be added to a queue of so many. */
  boolean isFull(int queued) {
    return queued >= queue || leaving.getPlain() >= QUEUES_LEAVING * queue;
  }

  /** A queue holds so many now. */
  void grown(int queued) {
    if (queued == queue / 2) {
      hurry.run();
    }
  }

  /** So many left the buffer, and are to be told. */
  void leave(int callers) {
    leaving.getAndAdd(callers);
  }

  /** So many were told. */
  void told(int callers) {
    if (callers > 0) {
      leaving.getAndAdd(-callers);
    }
  }
}
