package dev.midnight.spi;

import java.util.concurrent.CompletableFuture;

/**
 * The deltas of one cache, which have a schedule of their own. Its name is that of the cache with
 * {@code .delta} behind it. Thread-safe; no call waits for a delta.
 */
public interface ManagedDeltas extends Scheduled {

  /** The state at this moment. */
  DeltaStatus status();

  /**
   * Takes a delta now, whether the schedule is paused or not.
   *
   * @return completes normally with every outcome
   */
  CompletableFuture<DeltaReport> take();
}
