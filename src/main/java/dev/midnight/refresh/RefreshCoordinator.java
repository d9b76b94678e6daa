package dev.midnight.refresh;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.Snapshot;
import dev.midnight.spi.RefreshTicket;
import dev.midnight.spi.RunningCycle;
import dev.midnight.spi.SkipReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The queue before the refresh cycle of one cache, or of one group of caches that are published as
 * one.
 *
 * <p>Concurrency: at most one cycle runs, and at most one real and one dry one wait behind it. A
 * request joins a cycle whose load has not begun, so that what it is told was read after it was
 * made; otherwise it waits for, or becomes, the one that follows. All state is guarded by {@link
 * #lock}, which is never held while a cycle, a future's dependents or an event listener run.
 */
public final class RefreshCoordinator {

  private final String name;
  private final List<Replica<?, ?>> replicas;
  private final PublishStep publishStep;
  private final CycleSupport support;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();

  @GuardedBy("lock")
  private @Nullable QueuedCycle running;

  @GuardedBy("lock")
  private final List<QueuedCycle> waiting = new ArrayList<>();

  @GuardedBy("lock")
  private long lastCycle;

  @GuardedBy("lock")
  private boolean closed;

  private volatile CycleObserver observer = (request, result) -> {};

  private RefreshCoordinator(String name, List<Replica<?, ?>> replicas, PublishStep publishStep) {
    this.name = name;
    this.replicas = List.copyOf(replicas);
    this.publishStep = publishStep;
    this.support = replicas.get(0).support();
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
    lock.lock();
    try {
      lastCycle = Math.max(lastCycle, cycle);
    } finally {
      lock.unlock();
    }
  }

  /** Takes the number of a cycle that does not read the source, and so runs beside the queue. */
  public long takeCycle() {
    lock.lock();
    try {
      return ++lastCycle;
    } finally {
      lock.unlock();
    }
  }

  /** From now on that observer is told, and no other. */
  public void observedBy(CycleObserver sole) {
    observer = sole;
  }

  /** Asks for a refresh. Returns at once. */
  public RefreshTicket request(RefreshRequest request) {
    UnaryOperator<Runnable> context = support.carrier().capture();
    Admission admission;
    lock.lock();
    try {
      admission = admit(request, context);
    } finally {
      lock.unlock();
    }
    if (admission.starting() != null) {
      start(admission.starting());
    }
    return admission.ticket() != null
        ? admission.ticket()
        : skip(request, Objects.requireNonNull(admission.refusal()));
  }

  /** What becomes of a request: a receipt or a refusal, and a cycle that begins with it. */
  private record Admission(
      @Nullable RefreshTicket ticket,
      @Nullable SkipReason refusal,
      @Nullable QueuedCycle starting) {}

  @GuardedBy("lock")
  private Admission admit(RefreshRequest request, UnaryOperator<Runnable> context) {
    if (closed) {
      return new Admission(null, SkipReason.CLOSED, null);
    }
    QueuedCycle joinable = joinable(request);
    if (joinable != null) {
      expedite(joinable);
      return new Admission(joinable.ticket(true), null, null);
    }
    if (running == null && stuck()) {
      return new Admission(null, SkipReason.PREVIOUS_LOAD_STILL_RUNNING, null);
    }
    QueuedCycle cycle = new QueuedCycle(++lastCycle, request, context);
    expedite(cycle);
    RefreshTicket ticket = cycle.ticket(false);
    if (running == null) {
      running = cycle;
      return new Admission(ticket, null, cycle);
    }
    waiting.add(cycle);
    return new Admission(ticket, null, null);
  }

  /** A loader that waits for this cycle has a place, and would wait for ever if there were one. */
  private static void expedite(QueuedCycle cycle) {
    if (LoadThread.isCurrent()) {
      cycle.goAtOnce();
    }
  }

  @GuardedBy("lock")
  private @Nullable QueuedCycle joinable(RefreshRequest request) {
    if (running != null && running.joinable(request)) {
      return running;
    }
    for (QueuedCycle cycle : waiting) {
      if (cycle.joinable(request)) {
        return cycle;
      }
    }
    return null;
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
    CycleLog.brokenCycle(name, cycle.cycle(), failure);
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
    List<QueuedCycle> refused = new ArrayList<>();
    QueuedCycle next = null;
    lock.lock();
    try {
      running = null;
      if (closed || stuck()) {
        refused.addAll(waiting);
        waiting.clear();
      } else if (!waiting.isEmpty()) {
        next = waiting.remove(0);
        running = next;
      }
      idle.signalAll();
    } finally {
      lock.unlock();
    }
    if (next != null) {
      start(next); // first of all: what is told below may run dependents, which may wait for it
    }
    observer.ended(ended.request(), result);
    ended.complete(result, support.threads(), name);
    refused.forEach(this::refuse);
  }

  private void refuse(QueuedCycle cycle) {
    SkipReason reason = closed() ? SkipReason.CLOSED : SkipReason.PREVIOUS_LOAD_STILL_RUNNING;
    RefreshTicket skipped = skip(cycle.request(), reason);
    cycle.complete(skipped.result().join(), support.threads(), name);
  }

  private boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Cancels the running cycle and says its number, or 0 if none runs that can be cancelled. */
  public long cancel(String reason) {
    QueuedCycle cycle = running();
    return cycle != null && cycle.cancel(reason) ? cycle.cycle() : 0;
  }

  private @Nullable QueuedCycle running() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }

  /** The number of the cycle whose load has begun, or 0; dry runs aside, which serve nobody. */
  public long loading() {
    QueuedCycle cycle = running();
    return cycle != null && cycle.loadHasBegun() && !cycle.request().dryRun() ? cycle.cycle() : 0;
  }

  /** How far the running cycle is with one cache, or null if none runs. */
  public @Nullable RunningCycle progress(String cache) {
    QueuedCycle cycle = running();
    return cycle == null ? null : cycle.progress(cache);
  }

  /** How long a cycle may take. */
  public Duration deadline() {
    return RefreshCycle.deadline(replicas);
  }

  /** What the next cycle waits for before it begins, or null if none waits for a place. */
  public @Nullable String waitingFor() {
    QueuedCycle cycle = running();
    return cycle == null ? null : cycle.waitingFor();
  }

  /** Whether a refresh waits behind the running one. */
  public boolean queued() {
    lock.lock();
    try {
      return !waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Refuses from now on, cancels what runs, and waits for its end at most so long. */
  public boolean close(Duration timeout) {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    cancel("the cache is being closed");
    return awaitIdle(TimeUnit.NANOSECONDS.convert(timeout));
  }

  private boolean awaitIdle(long nanos) {
    long left = nanos;
    lock.lock();
    try {
      while (running != null && left > 0) {
        left = idle.awaitNanos(left);
      }
      return running == null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
