package dev.midnight.write;

import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.ThrowLog;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads on which the futures of writers complete, with whatever their callers chained to
 * them.
 *
 * <p>One thread completes a batch. If it does not get on, because a callback waits for a later
 * write or for a future of the very same batch, the drainer's next look sends others to take over
 * the rest. So any callback may block, and none can stop the writes that it waits for.
 */
final class Callbacks {

  private static final Logger LOG = LoggerFactory.getLogger("dev.midnight.write");
  private static final long LOOK_NANOS = Duration.ofMillis(2).toNanos();
  private static final long KEEP_ALIVE_SECONDS = 2;

  private final String cache;
  private final ThrowLog noThread =
      new ThrowLog(LOG, "no thread for callbacks of writes; it tries again");
  private final Queue<WatchedCompletion> open = new ConcurrentLinkedQueue<>();
  private final ThreadPoolExecutor threads;
  private volatile Runnable wakeDrainer = () -> {};
  private long looked = System.nanoTime();

  Callbacks(String cache, CacheThreads factory) {
    this.cache = cache;
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> factory.newThread("midnight-callback-" + cache, task));
  }

  /**
   * Says how to wake the drainer: it may rest while a load, which it knows nothing of, publishes.
   */
  void watchedBy(Runnable wake) {
    wakeDrainer = wake;
  }

  /** Completes the futures soon, on other threads. */
  void complete(Completion batch) {
    if (!batch.allClaimed()) {
      WatchedCompletion watched = new WatchedCompletion(batch);
      open.add(watched);
      send(watched, 1);
      wakeDrainer.run();
    }
  }

  /** Whether nothing needs a look. Called by the drainer only, like the next. */
  boolean done() {
    open.removeIf(WatchedCompletion::allClaimed);
    return open.isEmpty();
  }

  /** Helps what has not moved since the last look, if that was long enough ago. */
  void look() {
    long now = System.nanoTime();
    if (now - looked >= LOOK_NANOS) {
      looked = now;
      open.forEach(watched -> send(watched, watched.helpersNeeded(now)));
    }
  }

  private void send(Runnable completion, int count) {
    try {
      for (int i = 0; i < count; i++) {
        threads.execute(completion);
      }
    } catch (OutOfMemoryError failure) {
      noThread.threw(cache, failure);
    }
  }
}
