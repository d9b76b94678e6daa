package dev.midnight.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.CronSchedule;
import dev.midnight.MisfirePolicy;
import dev.midnight.OverrunPolicy;
import dev.midnight.Trigger;
import dev.midnight.refresh.RefreshCoordinator;
import dev.midnight.refresh.RefreshRequest;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.RefreshTicket;
import dev.midnight.spi.SkipReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where refreshes of a cache or a group are asked for. Of a scheduled time, pause, dependencies and
 * overrun decide before the queue does.
 *
 * <p>Concurrency: guarded by its own monitor, which is not held while a refresh is asked for or an
 * event is told.
 */
final class RefreshDesk {

  /** How long after its time a parent's refresh may still come by itself. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final int SHOWN_TIMES = 5;

  private final Timetable timetable;
  private final Dependencies dependencies;
  private final RefreshCoordinator coordinator;
  private final Supplier<Boolean> healthy;
  private final Clock clock;
  private final CacheEvents events;
  private final DeskLog log;

  /** Is told of each pause, and by null of its end. */
  private final Consumer<CacheStatus.@Nullable Pause> pauses;

  @GuardedBy("this")
  private @Nullable Served lastServed;

  @GuardedBy("this")
  private CacheStatus.@Nullable Pause pause;

  /** The newest scheduled time that a pause has skipped. */
  @GuardedBy("this")
  private @Nullable Instant missedInPause;

  /** Scheduled times of which the timer never told. */
  @GuardedBy("this")
  private long overdue;

  /** Whether the timer has said nothing since the last of them. */
  @GuardedBy("this")
  private boolean timerSilent;

  private final Retries retries;

  RefreshDesk(
      Timetable timetable,
      Dependencies dependencies,
      RefreshCoordinator coordinator,
      Supplier<Boolean> healthy,
      Clock clock,
      CacheEvents events,
      Consumer<CacheStatus.@Nullable Pause> pauses,
      RetryPolicy retry,
      CacheThreads threads) {
    this.timetable = timetable;
    this.dependencies = dependencies;
    this.coordinator = coordinator;
    this.healthy = healthy;
    this.clock = clock;
    this.events = events;
    this.log = new DeskLog(timetable.name());
    this.pauses = pauses;
    this.retries = new Retries(retry, timetable, clock, threads, this::retry);
    coordinator.observedBy(retries::ended);
  }

  RefreshCoordinator coordinator() {
    return coordinator;
  }

  Timetable timetable() {
    return timetable;
  }

  /** The timer tells of a scheduled time. */
  void tick(Instant due, Trigger trigger) {
    synchronized (this) {
      timerSilent = false;
    }
    serveOnce(due, trigger);
  }

  private void serveOnce(Instant due, Trigger trigger) {
    Served served = Served.at(due);
    boolean paused;
    synchronized (this) {
      if (lastServed != null && lastServed.due().equals(due)) {
        return;
      }
      lastServed = served;
      paused = pause != null;
      if (paused) {
        missedInPause = due;
      }
    }
    if (paused) {
      skip(served, trigger, SkipReason.PAUSED);
    } else {
      serve(served, trigger);
    }
  }

  /** The scheduled time that was served in vain is served again; a cycle that runs will decide. */
  private void retry(Instant since) {
    if (coordinator.loading() != 0) {
      return;
    }
    Served before = lastServed();
    Served again =
        new Served(before == null ? since : before.due(), since, new CompletableFuture<>());
    synchronized (this) {
      if (Objects.equals(lastServed, before)) {
        lastServed = again;
      }
    }
    serve(again, Trigger.RETRY);
  }

  private void serve(Served served, Trigger trigger) {
    var unused =
        parentsServed(served.due())
            .handle((failed, broken) -> afterParents(served, trigger, failed, broken));
  }

  private CompletableFuture<List<String>> parentsServed(Instant due) {
    try {
      return dependencies.servedUpTo(due);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Served afterParents(
      Served served, Trigger trigger, @Nullable List<String> failed, @Nullable Throwable broken) {
    if (broken == null && failed != null && failed.isEmpty()) {
      refresh(served, trigger);
    } else {
      log.parentsFailed(served.due(), trigger, failed, broken);
      skip(served, trigger, SkipReason.DEPENDENCY_FAILED);
      retries.failed(trigger);
    }
    return served;
  }

  private void refresh(Served served, Trigger trigger) {
    long loading = coordinator.loading();
    if (loading != 0 && timetable.overrun() == OverrunPolicy.SKIP) {
      log.skippedFor(loading, served.due(), trigger);
      skip(served, trigger, SkipReason.OVERRUN);
      return;
    }
    if (loading != 0) {
      events.refreshOverran(timetable.name());
      log.queuedBehind(loading, served.due(), trigger);
    } else {
      log.served();
    }
    RefreshTicket ticket = coordinator.request(new RefreshRequest(trigger, false, served.since()));
    var unused = ticket.result().thenAccept(served::end);
  }

  private void skip(Served served, Trigger trigger, SkipReason reason) {
    events.refreshSkipped(timetable.name(), trigger, reason);
    served.well().complete(false);
  }

  CompletableFuture<Boolean> servedUpTo(Instant due) {
    Instant newest = timetable.newestUpTo(due);
    if (newest == null) {
      return CompletableFuture.completedFuture(true);
    }
    Served known = lastServed();
    if (known == null || known.due().isBefore(newest)) {
      Instant patientUntil = newest.plus(timetable.jitter()).plus(PATIENCE);
      if (patientUntil.isBefore(clock.instant())) {
        return CompletableFuture.completedFuture(healthy.get());
      }
      serveOnce(newest, Trigger.SCHEDULE);
      known = lastServed();
    }
    return known == null ? CompletableFuture.completedFuture(false) : known.well().copy();
  }

  /** The timer never told of that time; see {@link ScheduleWatch}. */
  @Nullable Instant serveOverdue(Instant notBefore, Duration grace) {
    Served known = lastServed();
    Instant after = known == null || known.due().isBefore(notBefore) ? notBefore : known.due();
    Instant newest = timetable.newestBetween(after, clock.instant().minus(grace));
    if (newest == null) {
      return null;
    }
    synchronized (this) {
      overdue++;
      timerSilent = true;
    }
    if (timetable.misfire() == MisfirePolicy.CATCH_UP_ONCE) {
      serveOnce(newest, Trigger.CATCH_UP);
    } else {
      giveUp(newest);
    }
    return newest;
  }

  private void giveUp(Instant due) {
    Served missed = Served.at(due);
    synchronized (this) {
      lastServed = missed;
    }
    skip(missed, Trigger.SCHEDULE, SkipReason.MISSED);
  }

  private synchronized @Nullable Served lastServed() {
    return lastServed;
  }

  /** Goes on with a pause of an earlier process, unless another is in force. */
  void takeOver(CacheStatus.@Nullable Pause earlier) {
    synchronized (this) {
      if (earlier == null || pause != null) {
        return;
      }
      pause = earlier;
      missedInPause = null;
    }
    retries.pause();
  }

  void pause(@Nullable String reason) {
    CacheStatus.Pause order = new CacheStatus.Pause(clock.instant(), reason);
    synchronized (this) {
      if (pause != null) {
        return;
      }
      pause = order;
      missedInPause = null;
    }
    retries.pause();
    pauses.accept(order);
  }

  void resume() {
    Served catchUp = null;
    synchronized (this) {
      if (missedInPause != null && timetable.misfire() == MisfirePolicy.CATCH_UP_ONCE) {
        catchUp = Served.at(missedInPause);
        lastServed = catchUp;
      }
      pause = null;
      missedInPause = null;
    }
    retries.resume();
    pauses.accept(null);
    if (catchUp != null) {
      serve(catchUp, Trigger.CATCH_UP);
    }
  }

  /** Tries nothing again from now on. */
  void close() {
    retries.close();
  }

  synchronized CacheStatus.@Nullable Pause pause() {
    return pause;
  }

  synchronized long overdue() {
    return overdue;
  }

  synchronized boolean timerSilent() {
    return timerSilent;
  }

  CacheStatus.@Nullable Schedule status() {
    CronSchedule schedule = timetable.schedule();
    if (schedule == null) {
      return null;
    }
    Instant now = clock.instant();
    List<Instant> next = schedule.next(now, SHOWN_TIMES);
    return new CacheStatus.Schedule(
        schedule.expression(),
        schedule.zone().getId(),
        next,
        pause() == null ? nextAttempt(now) : null,
        timetable.longestGap(),
        overdue(),
        timerSilent());
  }

  /** A retry comes before the next scheduled time, or not at all. */
  private @Nullable Instant nextAttempt(Instant now) {
    Instant retry = retries.due();
    return retry != null ? retry : timetable.nextAttempt(now);
  }
}
