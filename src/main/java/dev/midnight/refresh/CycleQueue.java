package dev.midnight.refresh;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.spi.RefreshTicket;
import dev.midnight.spi.SkipReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The cycles of one cache or group: the one that runs, and those that wait for their turn.
 *
 * <p>Concurrency: at most one cycle runs, and at most one real and one dry one wait behind it. A
 * request joins a cycle whose load has not begun, so that what it is told was read after it was
 * made; otherwise it waits for, or becomes, the one that follows. All state is guarded by {@link
 * #lock}, under which nothing is called but this class's own code and {@link #stuck}, which reads.
 */
final class CycleQueue {

  /** Whether an abandoned load still runs, so that no other may begin. */
  private final BooleanSupplier stuck;

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

  CycleQueue(BooleanSupplier stuck) {
    this.stuck = stuck;
  }

  /** What becomes of a request: a receipt or a refusal, and a cycle that is to be started. */
  record Admission(
      @Nullable RefreshTicket ticket,
      @Nullable SkipReason refusal,
      @Nullable QueuedCycle starting) {

    static Admission refused(SkipReason reason) {
      return new Admission(null, reason, null);
    }

    static Admission waits(RefreshTicket ticket) {
      return new Admission(ticket, null, null);
    }
  }

  /** What comes after a cycle: the next one, which is to be started, or those that get no turn. */
  record Turn(@Nullable QueuedCycle next, List<QueuedCycle> refused) {}

  /** Numbers cycles above this one. */
  void continueFrom(long cycle) {
    lock.lock();
    try {
      lastCycle = Math.max(lastCycle, cycle);
    } finally {
      lock.unlock();
    }
  }

  /** Takes the number of a cycle that runs beside the queue. */
  long takeCycle() {
    lock.lock();
    try {
      return ++lastCycle;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets a request join, wait, begin or go.
   *
   * @param context what a task is given of the asking thread, if its cycle is a new one
   */
  Admission admit(RefreshRequest request, UnaryOperator<Runnable> context) {
    lock.lock();
    try {
      if (closed) {
        return Admission.refused(SkipReason.CLOSED);
      }
      QueuedCycle joinable = joinable(request);
      if (joinable != null) {
        expedite(joinable);
        return Admission.waits(joinable.ticket(true));
      }
      return running == null && stuck.getAsBoolean()
          ? Admission.refused(SkipReason.PREVIOUS_LOAD_STILL_RUNNING)
          : add(new QueuedCycle(++lastCycle, request, context));
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private Admission add(QueuedCycle cycle) {
    expedite(cycle);
    RefreshTicket ticket = cycle.ticket(false);
    if (running == null) {
      running = cycle;
      return new Admission(ticket, null, cycle);
    }
    waiting.add(cycle);
    return Admission.waits(ticket);
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

  /** The running cycle has ended. */
  Turn next() {
    lock.lock();
    try {
      running = null;
      idle.signalAll();
      if (closed || stuck.getAsBoolean()) {
        List<QueuedCycle> refused = List.copyOf(waiting);
        waiting.clear();
        return new Turn(null, refused);
      }
      if (!waiting.isEmpty()) {
        running = waiting.remove(0);
      }
      return new Turn(running, List.of());
    } finally {
      lock.unlock();
    }
  }

  @Nullable QueuedCycle running() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }

  boolean anyWaits() {
    lock.lock();
    try {
      return !waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Admits none from now on. */
  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** False if a cycle still runs after so long, or the caller is interrupted. */
  boolean awaitIdle(long nanos) {
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
