package dev.midnight.refresh;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.Trigger;
import dev.midnight.publish.Publisher;
import dev.midnight.spi.DeltaReport;
import dev.midnight.spi.SkipReason;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The deltas of one cache, which run beside its refreshes.
 *
 * <p>Concurrency: at most one runs. One that is asked for meanwhile is skipped, not queued: the
 * next scheduled one reads the same changes. While the thread of one that was abandoned lives, none
 * begins. Guarded by this object's monitor, which is not held while a delta runs or is told of.
 */
public final class Deltas<K, V> {

  private final Replica<K, V> replica;
  private final DeltaSource<K, V> source;
  private final LongSupplier cycles;
  private final DriftCheck<K, V> drift;
  private final DeltaPosition position = new DeltaPosition();
  private final DeltaHistory history = new DeltaHistory();

  @GuardedBy("this")
  private @Nullable DeltaCycle<K, V> running;

  @GuardedBy("this")
  private final Set<Thread> leftBehind = new HashSet<>();

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
    this.source = source;
    this.drift = drift;
    this.cycles = cycles;
  }

  /** Takes a delta. Returns at once; completes normally with every outcome. */
  public CompletableFuture<DeltaReport> request(Trigger trigger) {
    DeltaCycle<K, V> cycle;
    String refusal;
    synchronized (this) {
      refusal = refusal();
      cycle =
          refusal == null
              ? new DeltaCycle<>(replica, source, drift, position, cycles.getAsLong(), trigger)
              : null;
      running = cycle == null ? running : cycle;
    }
    if (cycle == null) {
      return CompletableFuture.completedFuture(skip(trigger, String.valueOf(refusal)));
    }
    CompletableFuture<DeltaReport> result = new CompletableFuture<>();
    try {
      replica
          .support()
          .threads()
          .newThread("midnight-delta-" + replica.cache(), () -> run(cycle, trigger, result))
          .start();
    } catch (Throwable e) {
      ended(cycle);
      result.complete(told(new DeltaCycle.Ended(broken(trigger, e), e)));
    }
    return result;
  }

  @GuardedBy("this")
  private @Nullable String refusal() {
    leftBehind.removeIf(thread -> !thread.isAlive());
    if (closed) {
      return SkipReason.CLOSED.code();
    }
    if (running != null) {
      return SkipReason.OVERRUN.code();
    }
    if (!leftBehind.isEmpty()) {
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

  private DeltaReport broken(Trigger trigger, Throwable failure) {
    return unbegun(trigger, Outcome.FAILED, Failures.describe(failure));
  }

  private DeltaReport unbegun(Trigger trigger, Outcome outcome, String reason) {
    return new DeltaReport(
        replica.cache(),
        0,
        trigger,
        replica.support().clock().instant(),
        outcome,
        reason,
        null,
        watermark(),
        0,
        Changes.NONE,
        Duration.ZERO);
  }

  private void run(DeltaCycle<K, V> cycle, Trigger trigger, CompletableFuture<DeltaReport> result) {
    DeltaCycle.Ended end;
    try {
      end = cycle.run();
    } catch (Throwable e) {
      end = new DeltaCycle.Ended(broken(trigger, e), e);
    }
    ended(cycle);
    result.complete(told(end));
  }

  private synchronized void ended(DeltaCycle<K, V> cycle) {
    leftBehind.addAll(cycle.leftBehind());
    running = null;
    notifyAll();
  }

  private DeltaReport told(DeltaCycle.Ended end) {
    DeltaReport before = history.last();
    int failures = history.add(end.report());
    replica.support().events().deltaFinished(end.report());
    DeltaLog.ended(end.report(), before, failures, end.failure());
    return end.report();
  }

  /** Of what is published, or null if unknown. */
  public @Nullable String watermark() {
    return Publisher.watermark(replica.publisher().current());
  }

  /** Whether one runs. */
  public synchronized boolean running() {
    return running != null;
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
    DeltaCycle<K, V> cycle = running;
    if (cycle != null) {
      boolean unused = cycle.cancel("the cache is being closed");
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
