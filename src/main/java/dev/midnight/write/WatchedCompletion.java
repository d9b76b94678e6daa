package dev.midnight.write;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A batch whose futures are being completed, under the drainer's eyes.
 *
 * <p>Help comes in twos, fours and so on where all its threads wait for something, which is soon
 * certain. A thread that could run may only lack a processor, where more threads would make things
 * worse: there one more comes at a time, and later.
 */
final class WatchedCompletion implements Runnable {

  private static final int MOST_AT_ONCE = 256;
  private static final long PATIENCE_NANOS = Duration.ofMillis(100).toNanos();

  private final Completion batch;
  private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
  private int helpers = 1;
  private long moved = System.nanoTime();

  WatchedCompletion(Completion batch) {
    this.batch = batch;
  }

  @Override
  public void run() {
    workers.add(Thread.currentThread());
    try {
      batch.run();
    } finally {
      workers.remove(Thread.currentThread());
    }
  }

  boolean allClaimed() {
    return batch.allClaimed();
  }

  /** How many threads to send. Asked by the drainer only. */
  int helpersNeeded(long now) {
    if (!batch.stuck()) {
      helpers = 1;
      moved = now;
      return 0;
    }
    if (!workers.isEmpty() && workers.stream().allMatch(WatchedCompletion::waits)) {
      int needed = helpers;
      helpers = Math.min(MOST_AT_ONCE, helpers * 2);
      return needed;
    }
    if (now - moved < PATIENCE_NANOS) {
      return 0;
    }
    moved = now;
    return 1;
  }

  private static boolean waits(Thread worker) {
    return switch (worker.getState()) {
      case BLOCKED, WAITING, TIMED_WAITING -> true;
      case NEW, RUNNABLE, TERMINATED -> false;
    };
  }
}
