package dev.midnight.miss;

import dev.midnight.spi.CacheThreads;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends what has waited long enough, on a thread of the cache's own that lives while anything waits.
 * The JDK's own timer for futures is a thread that never ends, and keeps the class loader of the
 * application that happened to ask it first.
 *
 * <p>Concurrency: what waits is in {@link #waiting} until it is completed, by whomever; {@link
 * #close} completes all of it, and what comes later at once.
 */
final class Timeouts {

  private static final int IDLE_SECONDS = 5;

  private final ScheduledThreadPoolExecutor timer;
  private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();

  Timeouts(String cache, CacheThreads threads) {
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, task -> threads.newThread("midnight-miss-timer-" + cache, task));
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  /** Completes the future with that value after a while, unless it is completed before. */
  <T> void complete(CompletableFuture<T> future, @Nullable T value, Duration after) {
    if (future.isDone()) {
      return;
    }
    Runnable end = () -> future.complete(value);
    waiting.add(end);
    try {
      Future<?> planned = timer.schedule(end, after.toNanos(), TimeUnit.NANOSECONDS);
      var unused =
          future.whenComplete(
              (result, failure) -> {
                waiting.remove(end);
                planned.cancel(false);
              });
    } catch (RejectedExecutionException closed) {
      waiting.remove(end);
      end.run();
    }
  }

  /** Nobody waits any more. */
  void close() {
    timer.shutdownNow();
    waiting.forEach(Runnable::run);
  }
}
