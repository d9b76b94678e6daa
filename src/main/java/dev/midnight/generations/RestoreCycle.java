package dev.midnight.generations;

import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.RefreshResult;
import dev.midnight.Snapshot;
import dev.midnight.Trigger;
import dev.midnight.refresh.Failures;
import dev.midnight.refresh.Replica;
import dev.midnight.spi.CycleReport;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cycle that an operator ordered: what it loads comes from the store. Told as any other. */
final class RestoreCycle<K, V> {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.generations");

  private final Replica<K, V> replica;
  private final long cycle;
  private final String what;
  private final Instant startedAt;
  private final long startNanos = System.nanoTime();
  private final Map<Phase, Duration> phases = new EnumMap<>(Phase.class);

  private long rows;
  private Changes changes = Changes.NONE;
  private @Nullable Instant asOf;

  /** The parts of a restore that differ from order to order. */
  interface Steps<K, V> {

    Restore<K, V> read() throws Exception;

    /** What must be done before readers see it; returns how to take that back. */
    Runnable prepare(Restore<K, V> restore) throws Exception;

    /** What follows once they see it. */
    void published(Restore<K, V> restore, Snapshot<K, V> snapshot);
  }

  RestoreCycle(Replica<K, V> replica, long cycle, String what) {
    this.replica = replica;
    this.cycle = cycle;
    this.what = what;
    this.startedAt = replica.support().clock().instant();
  }

  RefreshResult run(Steps<K, V> steps) {
    replica.support().events().cycleStarted(replica.cache(), cycle, Trigger.MANUAL, Duration.ZERO);
    try {
      Restore<K, V> restore = time(Phase.LOAD, steps::read);
      rows = restore.candidate().snapshot().size();
      changes = restore.candidate().changes();
      asOf = restore.stored().about().asOf();
      Snapshot<K, V> snapshot = publish(steps, restore);
      steps.published(restore, snapshot);
      log.info("Cache '{}': {}, now generation {}", replica.cache(), what, snapshot.generation());
      return ended(Outcome.PUBLISHED, what);
    } catch (Throwable e) {
      log.warn("Cache '{}': {} failed; what is published stays", replica.cache(), what, e);
      return ended(Outcome.FAILED, what + " failed: " + Failures.describe(e));
    }
  }

  private Snapshot<K, V> publish(Steps<K, V> steps, Restore<K, V> restore) throws Exception {
    Runnable takeBack = steps.prepare(restore);
    try {
      return time(Phase.PUBLISH, restore::publish);
    } catch (Throwable e) {
      takeBack.run();
      throw e;
    }
  }

  private <T> T time(Phase phase, Callable<T> work) throws Exception {
    long start = System.nanoTime();
    try {
      return work.call();
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      phases.put(phase, took);
      replica.support().events().phaseFinished(replica.cache(), cycle, phase, took);
    }
  }

  private RefreshResult ended(Outcome outcome, String reason) {
    Snapshot<K, V> current = replica.publisher().current();
    RefreshResult result =
        new RefreshResult(
            outcome,
            reason,
            current == null ? 0 : current.generation(),
            current == null ? 0 : current.version(),
            rows,
            changes,
            Duration.ofNanos(System.nanoTime() - startNanos),
            phases);
    CycleReport report =
        new CycleReport(
            replica.cache(),
            cycle,
            Trigger.MANUAL,
            startedAt,
            Duration.ZERO,
            result,
            0,
            asOf,
            false);
    replica.support().history().add(report);
    replica.support().events().cycleFinished(report);
    replica.keeper().ended(report);
    return result;
  }
}
