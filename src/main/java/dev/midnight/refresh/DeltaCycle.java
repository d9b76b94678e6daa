package dev.midnight.refresh;

import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.Snapshot;
import dev.midnight.publish.PublishHeldException;
import dev.midnight.publish.Published;
import dev.midnight.publish.Publisher;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.DeltaReport;
import dev.midnight.spi.ObservedCycle;
import dev.midnight.spi.RunningCycle;
import dev.midnight.spi.SkipReason;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One delta: what changed in the source becomes current as a whole, or nothing of it does.
 *
 * <p>Concurrency: as in a {@link RefreshCycle}, the controlling thread in {@link #run} runs none of
 * the application's code; a worker does, which is cancelled at the deadline and then abandoned.
 */
final class DeltaCycle<K, V> {

  private final Replica<K, V> replica;
  private final DeltaSupport<K, V> support;
  private final CycleStart start;
  private final CycleControl control = new CycleControl();
  private final CycleProgress progress;
  private final CycleWorkers workers;
  private final ObservedCycle observed;
  private final PhaseTimes times;
  private final DeltaAttempt<K, V> attempt;
  private final long startNanos = System.nanoTime();
  private volatile Changes changes = Changes.NONE;

  DeltaCycle(DeltaSupport<K, V> support, CycleStart start) {
    this.replica = support.replica();
    this.support = support;
    this.start = start;
    this.progress = new CycleProgress(start, start.startedAt().plus(replica.rules().deadline()));
    this.workers = new CycleWorkers(control, replica);
    this.observed =
        replica.support().observer().delta(replica.cache(), start.cycle(), start.trigger());
    this.times = new PhaseTimes(replica.cache(), progress, CacheEvents.NONE, observed);
    this.attempt = new DeltaAttempt<>(support, control, progress, times);
  }

  boolean cancel(String reason) {
    return control.cancel(CycleControl.Cancellation.wished(reason));
  }

  /** How far it is. */
  RunningCycle progress() {
    return progress.snapshot(control.cancelled());
  }

  /** Runs to the end; the report is not told to anybody yet. */
  Ended run() {
    startWorker();
    workers.await(replica.rules().deadline(), "its thread was interrupted");
    if (control.cancelled()) {
      stopWorker();
    }
    Verdict verdict;
    try {
      verdict = publish(verdict());
    } finally {
      attempt.end();
    }
    compare(verdict);
    return new Ended(report(verdict), verdict.failure(), observed);
  }

  /**
   * A report with what was thrown, for the log.
   *
   * @param observed which is told when all others have been
   */
  record Ended(DeltaReport report, @Nullable Throwable failure, ObservedCycle observed) {}

  private void startWorker() {
    try {
      control.start(
          replica
              .support()
              .threads()
              .newThread(
                  "midnight-delta-load-" + replica.cache(),
                  replica.support().carrier().capture().apply(this::work)),
          replica);
    } catch (Throwable e) {
      attempt.failed(e);
    }
  }

  private void work() {
    try {
      LoadThread.run(attempt::run);
    } finally {
      control.leave(Thread.currentThread());
    }
  }

  private void stopWorker() {
    workers.stop();
    control
        .workers()
        .keySet()
        .forEach(
            worker -> {
              support.stuck().add(start.cycle(), worker, replica.support().clock().instant());
              CycleTrouble.abandonedDelta(replica.cache(), start.cycle(), worker);
            });
  }

  private Verdict verdict() {
    CycleControl.Cancellation cancellation = control.cancellation();
    Verdict verdict = attempt.verdict();
    if (cancellation != null) {
      return Verdict.of(
          cancellation.failed() ? Outcome.FAILED : Outcome.CANCELLED, cancellation.reason());
    }
    return verdict == null
        ? Verdict.of(Outcome.FAILED, "its worker ended without a verdict")
        : verdict;
  }

  private Verdict publish(Verdict verdict) {
    DeltaRead<K, V> read = attempt.done();
    if (!verdict.good() || read == null) {
      return verdict;
    }
    if (!control.commit()) {
      return verdict();
    }
    try {
      Published<K, V> published =
          times.time(
              Phase.PUBLISH,
              () ->
                  replica
                      .publisher()
                      .publishDelta(read.mark(), read.rows().byKey(), read.to(), read.safe()));
      if (published == null) {
        return Verdict.of(Outcome.SKIPPED, "overtaken by a load that was published meanwhile");
      }
      changes = published.changes();
      support.position().readUpTo(read.generation(), read.to());
      return changes.total() == 0 ? Verdict.UNCHANGED : Verdict.PUBLISHABLE;
    } catch (PublishHeldException e) {
      return Verdict.of(Outcome.SKIPPED, SkipReason.PINNED.code());
    } catch (Throwable e) {
      return Verdict.failed(e);
    }
  }

  /** A delta from the watermark before a load explains what that load has changed. */
  private void compare(Verdict verdict) {
    DeltaRead<K, V> read = attempt.done();
    if (verdict.outcome() == Outcome.FAILED) {
      support.drift().giveUp(attempt.from());
    } else if (verdict.good() && read != null) {
      Clock clock = replica.support().clock();
      Long found =
          support
              .drift()
              .explained(
                  read.generation(), read.from(), read.rows().byKey().keySet(), clock.instant());
      if (found != null) {
        replica.support().events().driftChecked(replica.cache(), found);
        DeltaLog.drift(replica.cache(), found);
      }
    }
  }

  private DeltaReport report(Verdict verdict) {
    Snapshot<K, V> current = replica.publisher().current();
    DeltaRead<K, V> read = attempt.done();
    return new DeltaReport(
        replica.cache(),
        start.cycle(),
        start.trigger(),
        start.startedAt(),
        start.delay(),
        verdict.outcome(),
        verdict.reason(),
        attempt.from(),
        Publisher.watermark(current),
        read == null ? 0 : read.rows().told(),
        changes,
        Duration.ofNanos(System.nanoTime() - startNanos),
        times.copy());
  }
}
