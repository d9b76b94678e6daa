package dev.midnight.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The deltas of one cache, which have a schedule of their own. Its name is that of the cache with
 * {@code .delta} behind it. Thread-safe; no call waits for a delta.
 */
public interface ManagedDeltas extends Scheduled {

  /** The state at this moment. */
  DeltaStatus status();

  /**
   * Takes a delta for the newest scheduled time that ought to have come by now and did not.
   *
   * @param notBefore scheduled times up to this one are of no interest
   * @param grace how late, jitter aside, a time may come by itself
   * @return that scheduled time, or null if there is none
   */
  default @Nullable Instant serveOverdue(Instant notBefore, Duration grace) {
    return null;
  }

  /**
   * Takes a delta now, whether the schedule is paused or not.
   *
   * @return completes normally with every outcome
   */
  CompletableFuture<DeltaReport> take();
}
