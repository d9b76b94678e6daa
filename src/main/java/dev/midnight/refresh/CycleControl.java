package dev.midnight.refresh;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
  private final List<Thread> workers = new ArrayList<>();

  @GuardedBy("lock")
  private final List<Runnable> cancelActions = new ArrayList<>();

  @GuardedBy("lock")
  private @Nullable Cancellation cancellation;

  /** Why a cycle was cancelled; {@code failed} tells a passed deadline from somebody's wish. */
  record Cancellation(String reason, boolean failed) {}

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

  /** Keeps an action for the cancellation; runs it at once if that has been. */
  void onCancel(Runnable action) {
    lock.lock();
    try {
      if (state == State.OPEN) {
        cancelActions.add(action);
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
    lock.lock();
    try {
      List<Runnable> actions = List.copyOf(cancelActions);
      cancelActions.clear();
      return actions;
    } finally {
      lock.unlock();
    }
  }

  void enter(Thread worker) {
    lock.lock();
    try {
      workers.add(worker);
    } finally {
      lock.unlock();
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

  List<Thread> workers() {
    lock.lock();
    try {
      return List.copyOf(workers);
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
