package dev.midnight.generations;

import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.RefreshResult;
import dev.midnight.Snapshot;
import dev.midnight.Trigger;
import dev.midnight.publish.Candidate;
import dev.midnight.refresh.Replica;
import dev.midnight.spi.CycleReport;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One cache in a restore: what comes back of it, and what is done around the publish. */
final class RestorePart<K, V> {

  private final Replica<K, V> replica;
  private final long cycle;
  private final Steps<K, V> steps;
  private final Instant startedAt;
  private final long startNanos = System.nanoTime();
  private final Map<Phase, Duration> phases = new EnumMap<>(Phase.class);

  private @Nullable Restore<K, V> restore;
  private @Nullable Runnable takeBack;

  /** What differs from order to order. */
  interface Steps<K, V> {

    Restore<K, V> read() throws Exception;

    /** What must be done before readers see it; returns how to take that back. */
    Runnable prepare(Restore<K, V> restore) throws Exception;

    /** What follows once they see it. */
    void published(Restore<K, V> restore, Snapshot<K, V> snapshot);
  }

  RestorePart(Replica<K, V> replica, long cycle, Steps<K, V> steps) {
    this.replica = replica;
    this.cycle = cycle;
    this.steps = steps;
    this.startedAt = replica.support().clock().instant();
  }

  String cache() {
    return replica.cache();
  }

  void announce() {
    replica.support().events().cycleStarted(cache(), cycle, Trigger.MANUAL, Duration.ZERO);
  }

  void read() throws Exception {
    restore = time(Phase.LOAD, steps::read);
  }

  void prepare() throws Exception {
    takeBack = steps.prepare(restored());
  }

  Candidate<K, V> candidate() {
    return restored().candidate();
  }

  Snapshot<K, V> publish() {
    return restored().publish();
  }

  /** Undoes what was prepared; readers have not seen it. */
  void takeBack() {
    if (takeBack != null) {
      takeBack.run();
    }
  }

  void end() {
    if (restore != null) {
      restore.end();
    }
  }

  void published(Snapshot<K, V> snapshot) {
    steps.published(restored(), snapshot);
  }

  /** What is current now that all parts were published as one. */
  void published() {
    published(Objects.requireNonNull(replica.publisher().current(), "current"));
  }

  private Restore<K, V> restored() {
    return Objects.requireNonNull(restore, "restore");
  }

  <T> T time(Phase phase, Callable<T> work) throws Exception {
    long start = System.nanoTime();
    try {
      return work.call();
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      phases.put(phase, took);
      replica.support().events().phaseFinished(cache(), cycle, phase, took);
    }
  }

  RefreshResult ended(Outcome outcome, String reason) {
    RefreshResult result = result(outcome, reason);
    CycleReport report =
        new CycleReport(
            cache(),
            cycle,
            Trigger.MANUAL,
            startedAt,
            Duration.ZERO,
            result,
            0,
            restore == null ? null : restore.stored().about().asOf(),
            false);
    replica.support().history().add(report);
    replica.support().events().cycleFinished(report);
    replica.keeper().ended(report);
    return result;
  }

  private RefreshResult result(Outcome outcome, String reason) {
    Snapshot<K, V> current = replica.publisher().current();
    return new RefreshResult(
        outcome,
        reason,
        current == null ? 0 : current.generation(),
        current == null ? 0 : current.version(),
        restore == null ? 0 : restore.candidate().snapshot().size(),
        restore == null ? Changes.NONE : restore.candidate().changes(),
        Duration.ofNanos(System.nanoTime() - startNanos),
        phases);
  }
}
