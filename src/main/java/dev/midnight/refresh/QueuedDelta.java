package dev.midnight.refresh;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.Trigger;
import dev.midnight.spi.RunningCycle;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A delta from the request to its end: it waits for its place, and then runs. Thread-safe. */
final class QueuedDelta<K, V> {

  private final long cycle;
  private final Trigger trigger;
  private final Instant since;
  private final UnaryOperator<Runnable> context;

  /** Who asks holds a place, and may wait for it. */
  private final boolean atOnce = LoadThread.isCurrent();

  @GuardedBy("this")
  private LoadPlaces.@Nullable Turn turn;

  @GuardedBy("this")
  private @Nullable DeltaCycle<K, V> running;

  @GuardedBy("this")
  private @Nullable String cancelReason;

  /**
   * @param context gives a task the context of who asked
   */
  QueuedDelta(long cycle, Trigger trigger, Instant since, UnaryOperator<Runnable> context) {
    this.cycle = cycle;
    this.trigger = trigger;
    this.since = since;
    this.context = context;
  }

  Trigger trigger() {
    return trigger;
  }

  /** The task in the context of who asked. */
  Runnable inContext(Runnable task) {
    return context.apply(task);
  }

  /** How it starts now. */
  CycleStart start(Instant now) {
    Duration delay = Duration.between(since, now);
    return new CycleStart(cycle, trigger, false, now, delay.isNegative() ? Duration.ZERO : delay);
  }

  /** Waits for its place; one that is cancelled or interrupted meanwhile waits no longer. */
  void await(LoadPlaces.Turn taking) {
    waitsFor(taking);
    try {
      taking.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancel("its thread was interrupted");
    }
  }

  private synchronized void waitsFor(LoadPlaces.Turn taking) {
    turn = taking;
    if (atOnce) {
      taking.goAtOnce();
    }
    if (cancelReason != null) {
      taking.giveUp();
    }
  }

  synchronized void runs(DeltaCycle<K, V> begun) {
    running = begun;
    if (cancelReason != null) {
      begun.cancel(cancelReason);
    }
  }

  synchronized void cancel(String reason) {
    cancelReason = reason;
    if (running != null) {
      running.cancel(reason);
    } else if (turn != null) {
      turn.giveUp();
    }
  }

  synchronized @Nullable String waitingFor() {
    return turn == null ? null : turn.waitsFor();
  }

  /** How far it is, or null while it waits. */
  synchronized @Nullable RunningCycle progress() {
    return running == null ? null : running.progress();
  }
}
