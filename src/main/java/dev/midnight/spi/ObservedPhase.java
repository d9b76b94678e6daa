package dev.midnight.spi;

import org.jspecify.annotations.Nullable;

/** An observer's view of one phase of a cycle. */
@FunctionalInterface
public interface ObservedPhase {

  /** Takes no notice. */
  ObservedPhase NONE = failure -> {};

  /** The phase ends, on the thread that it began on, with the failure that ended it if one did. */
  void end(@Nullable Throwable failure);
}
