package dev.midnight.spi;

import java.util.function.UnaryOperator;

/** Carries what belongs to a thread, such as its MDC, to those that work for it. Thread-safe. */
@FunctionalInterface
public interface ContextCarrier {

  /** Leaves every thread with what it has. */
  ContextCarrier NONE = () -> task -> task;

  /**
   * Takes what the calling thread has now. What is returned gives it to a task, on whatever thread
   * that runs, for as long as it runs.
   */
  UnaryOperator<Runnable> capture();
}
