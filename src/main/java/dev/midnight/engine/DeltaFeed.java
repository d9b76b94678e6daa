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
    @Nullable CronSchedule schedule,
    Duration jitter,
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
  public void tick(Instant due, Trigger trigger) {
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
    return new DeltaStatus(
        schedule == null ? null : schedule.expression(),
        schedule == null ? null : schedule.zone().getId(),
        paused.getAsBoolean() ? null : next(),
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

  private @Nullable Instant next() {
    Instant next = schedule == null ? null : schedule.next(clock.instant().minus(jitter));
    return next == null ? null : next.plus(jitter);
  }
}
