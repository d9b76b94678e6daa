package dev.midnight.refresh;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.Snapshot;
import dev.midnight.Trigger;
import dev.midnight.publish.Publisher;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.DeltaReport;
import dev.midnight.spi.ObservedCycle;
import dev.midnight.spi.RunningCycle;
import dev.midnight.spi.SkipReason;
import dev.midnight.spi.StuckLoad;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The deltas of one cache, which run beside its refreshes.
 *
 * <p>Concurrency: at most one runs, or waits for a place among the loads of all caches. One that is
 * asked for meanwhile is skipped, not queued: the next scheduled one reads the same changes. While
 * the thread of one that was abandoned lives, none begins. Guarded by this object's monitor, which
 * is not held while a delta runs or is told of.
 */
public final class Deltas<K, V> {

  private final Replica<K, V> replica;
  private final DeltaSupport<K, V> support;
  private final LongSupplier cycles;
  private final DeltaHistory history = new DeltaHistory();

  @GuardedBy("this")
  private @Nullable QueuedDelta<K, V> running;

  @GuardedBy("this")
  private boolean closed;

  /**
   * Of one cache.
   *
   * @param drift is told of its loads by its keeper
   * @param cycles gives the next delta its number
   */
  public Deltas(
      Replica<K, V> replica,
      DeltaSource<K, V> source,
      DriftCheck<K, V> drift,
      LongSupplier cycles) {
    this.replica = replica;
    this.support = new DeltaSupport<>(replica, source, drift);
    this.cycles = cycles;
  }

  /** Takes a delta. Returns at once; completes normally with every outcome. */
  public CompletableFuture<DeltaReport> request(Trigger trigger) {
    UnaryOperator<Runnable> context = replica.support().carrier().capture();
    Instant now = replica.support().clock().instant();
    QueuedDelta<K, V> delta;
    String refusal;
    synchronized (this) {
      refusal = refusal();
      delta = refusal == null ? new QueuedDelta<>(cycles.getAsLong(), trigger, now, context) : null;
      running = delta == null ? running : delta;
    }
    if (delta == null) {
      return CompletableFuture.completedFuture(skip(trigger, String.valueOf(refusal)));
    }
    CompletableFuture<DeltaReport> result = new CompletableFuture<>();
    try {
      replica
          .support()
          .threads()
          .newThread(
              "midnight-delta-" + replica.cache(),
              delta.inContext(() -> result.complete(told(run(delta)))))
          .start();
    } catch (Throwable e) {
      ended();
      result.complete(told(broken(trigger, e)));
    }
    return result;
  }

  @GuardedBy("this")
  private @Nullable String refusal() {
    if (closed) {
      return SkipReason.CLOSED.code();
    }
    if (running != null) {
      return SkipReason.OVERRUN.code();
    }
    if (support.stuck().any()) {
      return SkipReason.PREVIOUS_LOAD_STILL_RUNNING.code();
    }
    return replica.publisher().current() == null ? "not-loaded" : null;
  }

  /** Tells of one that did not begin. */
  public DeltaReport skip(Trigger trigger, String reason) {
    DeltaReport report = unbegun(trigger, Outcome.SKIPPED, reason);
    replica.support().events().deltaFinished(report);
    return report;
  }

  private DeltaCycle.Ended broken(Trigger trigger, Throwable failure) {
    return new DeltaCycle.Ended(
        unbegun(trigger, Outcome.FAILED, Failures.describe(failure)), failure, ObservedCycle.NONE);
  }

  private DeltaReport unbegun(Trigger trigger, Outcome outcome, String reason) {
    return new DeltaReport(
        replica.cache(),
        0,
        trigger,
        replica.support().clock().instant(),
        Duration.ZERO,
        outcome,
        reason,
        null,
        watermark(),
        0,
        Changes.NONE,
        Duration.ZERO,
        Map.of());
  }

  private DeltaCycle.Ended run(QueuedDelta<K, V> delta) {
    LoadPlaces places = replica.support().places();
    try (LoadPlaces.Turn turn = places.turnOfDelta(replica.cache(), HeapClaim.unknown(replica))) {
      delta.await(turn);
      DeltaCycle<K, V> cycle =
          new DeltaCycle<>(support, delta.start(replica.support().clock().instant()));
      delta.runs(cycle);
      return cycle.run();
    } catch (Throwable e) {
      return broken(delta.trigger(), e);
    } finally {
      ended();
    }
  }

  private synchronized void ended() {
    running = null;
    notifyAll();
  }

  private DeltaReport told(DeltaCycle.Ended end) {
    DeltaReport report = end.report();
    DeltaHistory.Before before = history.add(report);
    replica.support().events().deltaFinished(report);
    end.observed().within(() -> DeltaLog.ended(report, before, end.failure()));
    end.observed().end(cycle(report), end.failure());
    return report;
  }

  private CycleReport cycle(DeltaReport report) {
    Snapshot<K, V> current = replica.publisher().current();
    RefreshResult result =
        new RefreshResult(
            report.outcome(),
            report.reason(),
            current == null ? 0 : current.generation(),
            current == null ? 0 : current.version(),
            report.rows(),
            report.changes(),
            report.duration(),
            report.phases());
    return new CycleReport(
        report.cache(),
        report.cycle(),
        report.trigger(),
        report.startedAt(),
        report.delay(),
        result,
        0,
        null,
        false);
  }

  /** Of what is published, or null if unknown. */
  public @Nullable String watermark() {
    return Publisher.watermark(replica.publisher().current());
  }

  /** How far the running one is, or null if none runs. */
  public @Nullable RunningCycle running() {
    QueuedDelta<K, V> delta = queued();
    return delta == null ? null : delta.progress();
  }

  /** What one waits for before it begins, or null if none waits for a place. */
  public @Nullable String waitingFor() {
    QueuedDelta<K, V> delta = queued();
    return delta == null ? null : delta.waitingFor();
  }

  private synchronized @Nullable QueuedDelta<K, V> queued() {
    return running;
  }

  /** The threads of those that were abandoned and have not ended. */
  public List<StuckLoad> stuckLoads() {
    return support.stuck().list();
  }

  /** The newest that began, or null. */
  public @Nullable DeltaReport last() {
    return history.last();
  }

  /** The last ones that changed something or failed, newest first. */
  public List<DeltaReport> history() {
    return history.reports();
  }

  /** Those in a row that were in vain. */
  public int consecutiveFailures() {
    return history.failures();
  }

  /** Refuses from now on, cancels what runs, and waits for its end at most so long. */
  public synchronized void close(Duration timeout) {
    closed = true;
    QueuedDelta<K, V> delta = running;
    if (delta != null) {
      delta.cancel("the cache is being closed");
    }
    long end = System.nanoTime() + timeout.toNanos();
    try {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      while (running != null && left > 0) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
