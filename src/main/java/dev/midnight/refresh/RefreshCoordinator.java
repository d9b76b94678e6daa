package dev.midnight.refresh;

import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.Snapshot;
import dev.midnight.spi.RefreshTicket;
import dev.midnight.spi.RunningCycle;
import dev.midnight.spi.SkipReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the refresh cycles of one cache, or of one group of caches that are published as one, one
 * after the other, as {@link CycleQueue} orders them.
 *
 * <p>Concurrency: no lock is held while a cycle, a future's dependents or an event listener run.
 */
public final class RefreshCoordinator {

  private final String name;
  private final List<Replica<?, ?>> replicas;
  private final PublishStep publishStep;
  private final CycleSupport support;

  private final CycleQueue queue;

  private volatile CycleObserver observer = (request, result) -> {};

  private RefreshCoordinator(String name, List<Replica<?, ?>> replicas, PublishStep publishStep) {
    this.name = name;
    this.replicas = List.copyOf(replicas);
    this.publishStep = publishStep;
    this.support = replicas.get(0).support();
    this.queue = new CycleQueue(this::stuck);
  }

  /** The coordinator of a cache that is published by itself. */
  public static RefreshCoordinator of(Replica<?, ?> replica) {
    return new RefreshCoordinator(replica.cache(), List.of(replica), Publishing::alone);
  }

  /** The coordinator of a group. */
  public static RefreshCoordinator of(
      String group, List<Replica<?, ?>> members, dev.midnight.publish.GroupPublisher publisher) {
    return new RefreshCoordinator(
        group, members, preparations -> Publishing.together(preparations, publisher));
  }

  /** Numbers cycles above those of an earlier process. */
  public void continueFrom(long cycle) {
    queue.continueFrom(cycle);
  }

  /** Takes the number of a cycle that does not read the source, and so runs beside the queue. */
  public long takeCycle() {
    return queue.takeCycle();
  }

  /** From now on that observer is told, and no other. */
  public void observedBy(CycleObserver sole) {
    observer = sole;
  }

  /** Asks for a refresh. Returns at once. */
  public RefreshTicket request(RefreshRequest request) {
    CycleQueue.Admission admission = queue.admit(request, support.carrier().capture());
    if (admission.starting() != null) {
      start(admission.starting());
    }
    return admission.ticket() != null
        ? admission.ticket()
        : skip(request, Objects.requireNonNull(admission.refusal()));
  }

  private boolean stuck() {
    return replicas.stream().anyMatch(replica -> replica.support().stuckLoads().any());
  }

  private RefreshTicket skip(RefreshRequest request, SkipReason reason) {
    for (Replica<?, ?> replica : replicas) {
      int inARow = replica.support().history().skipped(reason.code());
      CycleLog.skipped(replica.cache(), request.trigger(), reason.code(), inARow);
      replica.support().events().refreshSkipped(replica.cache(), request.trigger(), reason);
    }
    RefreshResult result = skipped(reason.code());
    observer.ended(request, result);
    return new RefreshTicket(0, false, CompletableFuture.completedFuture(result));
  }

  /** The result of a refresh that did not begin. */
  public RefreshResult skipped(String reason) {
    Snapshot<?, ?> current = replicas.get(0).publisher().current();
    return new RefreshResult(
        Outcome.SKIPPED,
        reason,
        current == null ? 0 : current.generation(),
        current == null ? 0 : current.version(),
        0,
        Changes.NONE,
        Duration.ZERO,
        Map.of());
  }

  private void start(QueuedCycle cycle) {
    try {
      support
          .threads()
          .newThread("midnight-refresh-" + name, cycle.inContext(() -> run(cycle)))
          .start();
    } catch (Throwable e) {
      end(cycle, broken(cycle, e));
    }
  }

  private void run(QueuedCycle queued) {
    RefreshResult result;
    try (LoadPlaces.Turn turn =
        support.places().turn(name, replicas.size(), HeapClaim.of(replicas))) {
      awaitPlace(queued, turn);
      Instant now = support.clock().instant();
      Duration delay = Duration.between(queued.request().since(), now);
      CycleStart start =
          new CycleStart(
              queued.cycle(),
              queued.request().trigger(),
              queued.request().dryRun(),
              now,
              delay.isNegative() ? Duration.ZERO : delay);
      RefreshCycle cycle = new RefreshCycle(start, replicas, publishStep, queued::loadBegins);
      queued.runs(cycle);
      result = cycle.run();
    } catch (Throwable e) {
      result = broken(queued, e);
    }
    end(queued, result);
  }

  /** Before the cycle begins, so that its deadline is not used up, and others may join it. */
  private static void awaitPlace(QueuedCycle queued, LoadPlaces.Turn turn) {
    queued.waitsFor(turn);
    try {
      turn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      queued.cancel("the refresh thread was interrupted");
    }
  }

  private RefreshResult broken(QueuedCycle cycle, Throwable failure) {
    CycleTrouble.brokenCycle(name, cycle.cycle(), failure);
    RefreshResult none = skipped(Failures.describe(failure));
    return new RefreshResult(
        Outcome.FAILED,
        none.reason(),
        none.generation(),
        none.version(),
        0,
        Changes.NONE,
        Duration.ZERO,
        Map.of());
  }

  private void end(QueuedCycle ended, RefreshResult result) {
    CycleQueue.Turn turn = queue.next();
    if (turn.next() != null) {
      start(turn.next()); // first of all: what is told below may run dependents that wait for it
    }
    observer.ended(ended.request(), result);
    ended.complete(result, support.threads(), name);
    turn.refused().forEach(this::refuse);
  }

  private void refuse(QueuedCycle cycle) {
    SkipReason reason = queue.closed() ? SkipReason.CLOSED : SkipReason.PREVIOUS_LOAD_STILL_RUNNING;
    RefreshTicket skipped = skip(cycle.request(), reason);
    cycle.complete(skipped.result().join(), support.threads(), name);
  }

  /** Cancels the running cycle and says its number, or 0 if none runs that can be cancelled. */
  public long cancel(String reason) {
    QueuedCycle cycle = queue.running();
    return cycle != null && cycle.cancel(reason) ? cycle.cycle() : 0;
  }

  /** The number of the cycle whose load has begun, or 0; dry runs aside, which serve nobody. */
  public long loading() {
    QueuedCycle cycle = queue.running();
    return cycle != null && cycle.loadHasBegun() && !cycle.request().dryRun() ? cycle.cycle() : 0;
  }

  /** How far the running cycle is with one cache, or null if none runs. */
  public @Nullable RunningCycle progress(String cache) {
    QueuedCycle cycle = queue.running();
    return cycle == null ? null : cycle.progress(cache);
  }

  /** How long a cycle may take. */
  public Duration deadline() {
    return RefreshCycle.deadline(replicas);
  }

  /** What the next cycle waits for before it begins, or null if none waits for a place. */
  public @Nullable String waitingFor() {
    QueuedCycle cycle = queue.running();
    return cycle == null ? null : cycle.waitingFor();
  }

  /** Whether a refresh waits behind the running one. */
  public boolean queued() {
    return queue.anyWaits();
  }

  /** Refuses from now on, cancels what runs, and waits for its end at most so long. */
  public boolean close(Duration timeout) {
    queue.close();
    cancel("the cache is being closed");
    return queue.awaitIdle(TimeUnit.NANOSECONDS.convert(timeout));
  }
}
