package dev.midnight.engine;

import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.spi.SkipReason;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * A scheduled time, and whether its refresh went well.
 *
 * @param since when it was to begin: the same, or later for a retry
 */
record Served(Instant due, Instant since, CompletableFuture<Boolean> well) {

  static Served at(Instant due) {
    return new Served(due, due, new CompletableFuture<>());
  }

  void end(RefreshResult result) {
    well.complete(good(result));
  }

  /** A pinned cache serves what it is meant to serve, so that what depends on it may go on. */
  private static boolean good(RefreshResult result) {
    return SkipReason.PINNED.code().equals(result.reason())
        || result.outcome() == Outcome.PUBLISHED
        || result.outcome() == Outcome.UNCHANGED;
  }
}
