package dev.midnight.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How old a cache may grow and how long it may take to close.
 *
 * @param maxStaleness as it was set, or null to derive it from the schedule
 */
record CacheLimits(@Nullable Duration maxStaleness, Duration drainTimeout) {

  /** Added to the longest gap of a schedule: time for a slow load and its retries. */
  private static final Duration MARGIN = Duration.ofHours(2);

  /** The age from which a snapshot is stale, or null if it never is. */
  @Nullable Duration staleAfter(Timetable timetable) {
    if (maxStaleness != null) {
      return maxStaleness;
    }
    Duration longestGap = timetable.longestGap();
    return longestGap == null ? null : longestGap.plus(MARGIN);
  }
}
