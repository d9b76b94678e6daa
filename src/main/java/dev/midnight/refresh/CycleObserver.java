package dev.midnight.refresh;

import dev.midnight.RefreshResult;

/** Is told how each request of a coordinator ended, before those who made it are. */
@FunctionalInterface
public interface CycleObserver {

  /** A cycle has ended or, where the outcome is {@code SKIPPED}, did not begin. Returns at once. */
  void ended(RefreshRequest request, RefreshResult result);
}
