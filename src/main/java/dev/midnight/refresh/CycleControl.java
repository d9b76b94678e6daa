package dev.midnight.refresh;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a cycle may go on, and who works for it.
 *
 * <p>Concurrency: a cycle is {@code OPEN} until exactly one of {@link #cancel} and {@link #commit}
 * wins; after {@code cancel} nothing of it is ever published, after {@code commit} it can no longer
 * be cancelled. {@link #state} is written under the lock and read without it. The lock is held for
 * field changes only: user code, cancel actions above all, runs outside.
 */
final class CycleControl {

  private enum State {
    OPEN,
    COMMITTED,
    CANCELLED
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  private volatile State state = State.OPEN;

  @GuardedBy("lock")
  private final Map<Thread, Replica<?, ?>> workers = new LinkedHashMap<>();

  @GuardedBy("lock")
  private final List<CancelAction> cancelActions = new ArrayList<>();

  @GuardedBy("lock")
  private @Nullable Cancellation cancellation;

  /** Why a cycle was cancelled; {@code failed} tells a passed deadline from somebody's wish. */
  record Cancellation(String reason, boolean failed) {}

  /** What a load wants done on cancellation; a cycle of a group has several loads. */
  private record CancelAction(LoadContext load, Runnable action) {}

  boolean open() {
    return state == State.OPEN;
  }

  boolean cancelled() {
    return state == State.CANCELLED;
  }

  @Nullable Cancellation cancellation() {
    lock.lock();
    try {
      return cancellation;
    } finally {
      lock.unlock();
    }
  }

  boolean cancel(Cancellation why) {
    lock.lock();
    try {
      if (state != State.OPEN) {
        return false;
      }
      state = State.CANCELLED;
      cancellation = why;
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Passes the point of no return; false if the cycle was cancelled before. */
  boolean commit() {
    lock.lock();
    try {
      if (state != State.OPEN) {
        return false;
      }
      state = State.COMMITTED;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Keeps an action of a load for the cancellation; runs it at once if that has been. */
  void onCancel(LoadContext load, Runnable action) {
    lock.lock();
    try {
      if (state == State.OPEN) {
        cancelActions.add(new CancelAction(load, action));
        return;
      }
    } finally {
      lock.unlock();
    }
    if (cancelled()) {
      action.run();
    }
  }

  List<Runnable> takeCancelActions() {
    return takeCancelActions(action -> true);
  }

  /** Those of one load; the others are kept. */
  List<Runnable> takeCancelActions(LoadContext load) {
    return takeCancelActions(action -> action.load() == load);
  }

  private List<Runnable> takeCancelActions(Predicate<CancelAction> which) {
    lock.lock();
    try {
      List<Runnable> taken =
          cancelActions.stream().filter(which).map(CancelAction::action).toList();
      cancelActions.removeIf(which);
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Starts a worker, which leaves by itself; one that cannot be started has left. */
  void start(Thread worker, Replica<?, ?> replica) {
    lock.lock();
    try {
      workers.put(worker, replica);
    } finally {
      lock.unlock();
    }
    try {
      worker.start();
    } catch (Throwable e) {
      leave(worker);
      throw e;
    }
  }

  void leave(Thread worker) {
    lock.lock();
    try {
      workers.remove(worker);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Who works, and for which replica. */
  Map<Thread, Replica<?, ?>> workers() {
    lock.lock();
    try {
      return new LinkedHashMap<>(workers);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all workers have left, the cycle is cancelled, or the time is up. */
  void awaitWorkersOrCancel(long nanos) throws InterruptedException {
    await(nanos, true);
  }

  /** Waits until all workers have left or the time is up; says whether they have. */
  boolean awaitWorkers(long nanos) throws InterruptedException {
    return await(nanos, false);
  }

  private boolean await(long nanos, boolean untilCancelled) throws InterruptedException {
    long left = nanos;
    lock.lock();
    try {
      while (!workers.isEmpty() && !(untilCancelled && state == State.CANCELLED)) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return workers.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
