package dev.midnight.engine;

import dev.midnight.CronSchedule;
import dev.midnight.Trigger;
import dev.midnight.refresh.Deltas;
import dev.midnight.refresh.DriftCheck;
import dev.midnight.spi.DeltaReport;
import dev.midnight.spi.DeltaStatus;
import dev.midnight.spi.ManagedDeltas;
import dev.midnight.spi.SkipReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The deltas of a cache as timers and operators see them.
 *
 * @param paused whether the schedule of the cache is
 * @param pinned whether a generation is, so that no delta would be published
 */
record DeltaFeed<K, V>(
    String cache,
    DeltaTimes times,
    Deltas<K, V> deltas,
    DriftCheck<K, V> drift,
    Clock clock,
    BooleanSupplier paused,
    BooleanSupplier pinned)
    implements ManagedDeltas {

  @Override
  public String name() {
    return cache + ".delta";
  }

  @Override
  public @Nullable CronSchedule schedule() {
    return times.timetable().schedule();
  }

  @Override
  public Duration jitter() {
    return times.timetable().jitter();
  }

  @Override
  public void tick(Instant due, Trigger trigger) {
    times.told(due);
    serve(trigger);
  }

  @Override
  public @Nullable Instant serveOverdue(Instant notBefore, Duration grace) {
    Instant overdue = times.takeOverdue(notBefore, clock.instant().minus(grace));
    if (overdue != null) {
      serve(Trigger.CATCH_UP);
    }
    return overdue;
  }

  private void serve(Trigger trigger) {
    if (paused.getAsBoolean()) {
      DeltaReport unused = deltas.skip(trigger, SkipReason.PAUSED.code());
    } else {
      var unused = take(trigger);
    }
  }

  @Override
  public CompletableFuture<DeltaReport> take() {
    return take(Trigger.MANUAL);
  }

  private CompletableFuture<DeltaReport> take(Trigger trigger) {
    return pinned.getAsBoolean()
        ? CompletableFuture.completedFuture(deltas.skip(trigger, SkipReason.PINNED.code()))
        : deltas.request(trigger);
  }

  @Override
  public DeltaStatus status() {
    CronSchedule schedule = schedule();
    return new DeltaStatus(
        schedule == null ? null : schedule.expression(),
        schedule == null ? null : schedule.zone().getId(),
        paused.getAsBoolean() ? null : times.timetable().nextAttempt(clock.instant()),
        times.timerSilent(),
        deltas.running(),
        deltas.waitingFor(),
        deltas.watermark(),
        deltas.last(),
        deltas.history(),
        deltas.consecutiveFailures(),
        deltas.stuckLoads(),
        drift.total(),
        drift.last());
  }
}
