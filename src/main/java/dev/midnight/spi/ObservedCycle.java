package dev.midnight.spi;

import dev.midnight.Phase;
import org.jspecify.annotations.Nullable;

/** An observer's view of one cycle of one cache. Thread-safe. */
public interface ObservedCycle {

  /** Takes no notice. */
  ObservedCycle NONE = new ObservedCycle() {};

  /**
   * A phase begins on this thread, and ends on it.
   *
   * <p>A load that is cancelled and does not stop ends its phase after its cycle.
   */
  default ObservedPhase phase(Phase phase) {
    return ObservedPhase.NONE;
  }

  /** The task, so that what it does in another thread belongs to what this thread does now. */
  default Runnable carried(Runnable task) {
    return task;
  }

  /** Runs the task, which says something about this cycle, as a part of it. */
  default void within(Runnable task) {
    task.run();
  }

  /** The cycle ends, with the failure that ended it if one did. */
  default void end(CycleReport report, @Nullable Throwable failure) {}
}
