package dev.midnight.generations;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.refresh.CycleSupport;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wait for the end of a pin, so that nobody else needs to notice it.
 *
 * <p>Concurrency: one thread waits while a pin with an end is in force; whoever takes its {@link
 * Wait} away ends it. It looks at the clock again and again, so that it keeps time with a clock
 * that is set or jumps. Guarded by {@link #lock}, which is not held while a thread is made or the
 * action runs.
 */
final class PinAlarm {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.generations");
  private static final Duration LOOK = Duration.ofMillis(500);

  private final String cache;
  private final CycleSupport support;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private @Nullable Wait current;

  @GuardedBy("lock")
  private @Nullable Runnable action;

  /** One wait, told by its identity. */
  private static final class Wait {

    private final Instant until;

    Wait(Instant until) {
      this.until = until;
    }
  }

  PinAlarm(String cache, CycleSupport support) {
    this.cache = cache;
    this.support = support;
  }

  /** What is to be done at the end; what was set before begins to count. */
  void begin(Runnable atTheEnd) {
    Wait waits;
    lock.lock();
    try {
      action = atTheEnd;
      waits = current;
    } finally {
      lock.unlock();
    }
    start(waits);
  }

  /** Waits for that instant and no other, or for none. */
  void set(@Nullable Instant until) {
    Wait next = until == null ? null : new Wait(until);
    boolean begun;
    lock.lock();
    try {
      current = next;
      begun = action != null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (begun) {
      start(next);
    }
  }

  private void start(@Nullable Wait wait) {
    if (wait == null) {
      return;
    }
    try {
      support.threads().newThread("midnight-pin-" + cache, () -> await(wait)).start();
    } catch (Throwable e) {
      log.warn(
          "Cache '{}': no thread to be had that waits for the end of its pin at {}; its next refresh"
              + " notices it",
          cache,
          wait.until,
          e);
    }
  }

  private void await(Wait mine) {
    Runnable over = null;
    lock.lock();
    try {
      Duration left = left(mine);
      while (current == mine && left.compareTo(Duration.ZERO) > 0) {
        Duration rest = left.compareTo(LOOK) < 0 ? left : LOOK;
        var unused = changed.await(Math.max(1, rest.toMillis()), TimeUnit.MILLISECONDS);
        left = left(mine);
      }
      if (current == mine) {
        current = null;
        over = action;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    if (over != null) {
      over.run();
    }
  }

  private Duration left(Wait wait) {
    return Duration.between(support.clock().instant(), wait.until);
  }
}
