package dev.midnight.resilience4j;

import dev.midnight.spi.CacheThreads;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Load attempts within the time of Resilience4j's limiter {@code midnight-<cache>}, if any. An
 * attempt that takes longer is interrupted; one that does not mind ends with its cycle's deadline.
 *
 * <p>Concurrency: the attempt stays on its thread, where its transaction and writer are, and a
 * second thread watches it. Exactly one of the attempt's end and the passing of its time moves
 * {@link End} on, so that an interrupt never reaches what comes after the attempt.
 */
public final class TimeLimitedLoads implements GuardStep {

  private enum End {
    OPEN,
    RETURNED,
    TIMED_OUT
  }

  private final TimeLimiterRegistry registry;
  private final CacheThreads threads;

  /** By the instances of that registry; a cache that has none there is not limited. */
  public TimeLimitedLoads(TimeLimiterRegistry registry, CacheThreads threads) {
    this.registry = registry;
    this.threads = threads;
  }

  @Override
  public <T> T call(String cache, Callable<T> attempt) throws Exception {
    Optional<TimeLimiter> limiter = registry.find(GuardNames.instance(cache));
    return limiter.isEmpty() ? attempt.call() : new Watch(cache, limiter.get()).call(attempt);
  }

  /** One attempt and the thread that watches it. */
  private final class Watch {

    private final TimeLimiter limiter;
    private final Thread worker = Thread.currentThread();
    private final AtomicReference<End> end = new AtomicReference<>(End.OPEN);
    private final CountDownLatch returned = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final Thread watcher;

    Watch(String cache, TimeLimiter limiter) {
      this.limiter = limiter;
      this.watcher = threads.newThread("midnight-limit-" + cache, this::watch);
    }

    private Duration limit() {
      return limiter.getTimeLimiterConfig().getTimeoutDuration();
    }

    private void watch() {
      try {
        if (!returned.await(limit().toNanos(), TimeUnit.NANOSECONDS)
            && end.compareAndSet(End.OPEN, End.TIMED_OUT)) {
          worker.interrupt();
          interrupted.countDown();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    <T> T call(Callable<T> attempt) throws Exception {
      watcher.start();
      try {
        T loaded = attempt.call();
        ended();
        limiter.onSuccess();
        return loaded;
      } catch (Exception failure) {
        Exception known = inTime() ? failure : tooLate(failure);
        limiter.onError(known);
        throw known;
      } finally {
        returned.countDown();
      }
    }

    private boolean inTime() {
      return end.compareAndSet(End.OPEN, End.RETURNED);
    }

    private void ended() throws InterruptedException {
      if (!inTime()) {
        throw new InterruptedException("the time limit passed");
      }
    }

    /** Takes the interrupt back: it was meant for the attempt alone. */
    private Exception tooLate(Exception cause) {
      while (interrupted.getCount() > 0) {
        Thread.onSpinWait();
      }
      Thread.interrupted();
      TimeoutException late =
          new TimeoutException(
              "time limiter '%s': the attempt took longer than %s and was interrupted. See resilience4j.timelimiter.instances.%s"
                  .formatted(limiter.getName(), limit(), limiter.getName()));
      late.addSuppressed(cause);
      return late;
    }
  }
}
