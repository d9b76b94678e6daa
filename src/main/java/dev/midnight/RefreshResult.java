package dev.midnight;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a refresh ended.
 *
 * @param outcome how it ended
 * @param reason why, where the outcome needs one; a short text for an operator
 * @param generation of the snapshot that is current after the refresh, 0 if there is none
 * @param version of the snapshot that is current after the refresh, 0 if there is none
 * @param rows that the loader put
 * @param changes from the previous snapshot to the one that was built
 * @param duration from start to end, the time in the queue aside
 * @param phases how long each phase that ran took
 */
public record RefreshResult(
    Outcome outcome,
    @Nullable String reason,
    long generation,
    long version,
    long rows,
    Changes changes,
    Duration duration,
    Map<Phase, Duration> phases) {

  public RefreshResult {
    phases = Collections.unmodifiableMap(copyInOrder(phases));
  }

  private static Map<Phase, Duration> copyInOrder(Map<Phase, Duration> phases) {
    return phases.isEmpty() ? Map.of() : new EnumMap<>(phases);
  }
}
