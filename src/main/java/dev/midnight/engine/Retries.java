package dev.midnight.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.RefreshResult;
import dev.midnight.Trigger;
import dev.midnight.refresh.RefreshRequest;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.SkipReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The tries of one cache or group between its scheduled times: a cycle that failed, was rejected or
 * found its source not ready is followed by another on a back-off, until one goes well or the next
 * scheduled time comes. A cancelled one is followed by none: somebody wished it so.
 *
 * <p>Concurrency: at most one try is pending, and a thread of its own waits for it; whoever takes
 * {@link #pending} away ends that wait. The thread looks at the clock again and again, so that it
 * keeps time with a clock that is set or jumps. Guarded by {@link #lock}, which is not held while a
 * thread is made or a refresh is asked for.
 */
final class Retries {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.engine");
  private static final Duration LOOK = Duration.ofMillis(500);

  private final RetryPolicy policy;
  private final Timetable timetable;
  private final Clock clock;
  private final CacheThreads threads;
  private final Consumer<Instant> retry;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private @Nullable Pending pending;

  /** Cycles in a row that brought nothing, counted anew by each that was not a retry. */
  @GuardedBy("lock")
  private int failures;

  @GuardedBy("lock")
  private boolean paused;

  @GuardedBy("lock")
  private boolean closed;

  /** One try, told by its identity, and the scheduled time that it must not reach, if any. */
  private static final class Pending {

    private final Instant due;
    private final @Nullable Instant before;
    private final int failures;

    Pending(Instant due, @Nullable Instant before, int failures) {
      this.due = due;
      this.before = before;
      this.failures = failures;
    }

    boolean inTime(Instant now) {
      return before == null || now.isBefore(before);
    }
  }

  Retries(
      RetryPolicy policy,
      Timetable timetable,
      Clock clock,
      CacheThreads threads,
      Consumer<Instant> retry) {
    this.policy = policy;
    this.timetable = timetable;
    this.clock = clock;
    this.threads = threads;
    this.retry = retry;
  }

  /** A cycle has ended, or did not begin. */
  void ended(RefreshRequest request, RefreshResult result) {
    if (request.dryRun()) {
      return;
    }
    switch (result.outcome()) {
      case PUBLISHED, UNCHANGED -> succeeded();
      case FAILED, REJECTED, NOT_READY -> failed(request.trigger());
      case SKIPPED -> {
        if (SkipReason.PREVIOUS_LOAD_STILL_RUNNING.code().equals(result.reason())) {
          failed(request.trigger());
        }
      }
      case CANCELLED -> {}
    }
  }

  private void succeeded() {
    lock.lock();
    try {
      failures = 0;
      drop();
    } finally {
      lock.unlock();
    }
  }

  /** A cycle brought nothing new, for a reason that may have gone later. */
  void failed(Trigger trigger) {
    Pending planned;
    lock.lock();
    try {
      failures = trigger == Trigger.RETRY ? failures + 1 : 1;
      planned = plan();
    } finally {
      lock.unlock();
    }
    begin(planned);
  }

  /** Replaces what is pending. */
  @GuardedBy("lock")
  private @Nullable Pending plan() {
    drop();
    if (policy.never() || timetable.schedule() == null || failures == 0 || paused || closed) {
      return null;
    }
    Instant now = clock.instant();
    Instant next = timetable.nextAttempt(now);
    Instant due = now.plus(policy.delay(failures, ThreadLocalRandom.current().nextDouble()));
    Pending planned = new Pending(due, next, failures);
    pending = planned.inTime(due) ? planned : null;
    return pending;
  }

  @GuardedBy("lock")
  private void drop() {
    pending = null;
    changed.signalAll();
  }

  private void begin(@Nullable Pending planned) {
    if (planned == null) {
      return;
    }
    log.atLevel(Integer.bitCount(planned.failures) == 1 ? Level.INFO : Level.DEBUG)
        .addKeyValue("cache", timetable.name())
        .addKeyValue("failures", planned.failures)
        .addKeyValue("retryAt", planned.due)
        .log(
            "'{}': refreshed in vain {} times in a row; the next try is at {}, the next scheduled"
                + " one at {}",
            timetable.name(),
            planned.failures,
            planned.due,
            planned.before);
    try {
      threads.newThread("midnight-retry-" + timetable.name(), () -> await(planned)).start();
    } catch (Throwable e) {
      log.warn(
          "'{}': no thread to be had that waits for a retry; its next scheduled time comes first",
          timetable.name(),
          e);
      end(planned);
    }
  }

  private void await(Pending mine) {
    boolean due = false;
    try {
      due = awaitDue(mine);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end(mine);
    }
    if (due && mine.inTime(clock.instant())) {
      retry.accept(mine.due);
    }
  }

  /** False if the try was given up meanwhile. */
  private boolean awaitDue(Pending mine) throws InterruptedException {
    lock.lock();
    try {
      Duration left = Duration.between(clock.instant(), mine.due);
      while (pending == mine && left.compareTo(Duration.ZERO) > 0) {
        Duration rest = left.compareTo(LOOK) < 0 ? left : LOOK;
        var unused = changed.await(Math.max(1, rest.toMillis()), TimeUnit.MILLISECONDS);
        left = Duration.between(clock.instant(), mine.due);
      }
      return pending == mine;
    } finally {
      lock.unlock();
    }
  }

  private void end(Pending ended) {
    lock.lock();
    try {
      if (pending == ended) {
        pending = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** When the next try is, or null if none is pending. */
  @Nullable Instant due() {
    lock.lock();
    try {
      return pending == null ? null : pending.due;
    } finally {
      lock.unlock();
    }
  }

  void pause() {
    lock.lock();
    try {
      paused = true;
      drop();
    } finally {
      lock.unlock();
    }
  }

  /** What was given up by a pause is planned anew. */
  void resume() {
    Pending planned;
    lock.lock();
    try {
      paused = false;
      planned = plan();
    } finally {
      lock.unlock();
    }
    begin(planned);
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      drop();
    } finally {
      lock.unlock();
    }
  }
}
