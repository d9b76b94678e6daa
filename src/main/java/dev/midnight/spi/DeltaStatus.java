package dev.midnight.spi;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the deltas of a cache are doing, at one moment.
 *
 * @param cron null if deltas are taken on demand only
 * @param next the next scheduled time, jitter included; null while paused or without a schedule
 * @param timerSilent whether the last scheduled time was one of which the timer never told
 * @param running how far the running one is, or null if none runs
 * @param waitingFor what one that was asked for waits for before it begins, or null
 * @param watermark of what is published, or null if unknown
 * @param last the newest delta that began, or null
 * @param history the last ones that changed something or failed, newest first
 * @param consecutiveFailures since the last good one
 * @param stuckLoads threads of cancelled deltas that have not ended; while one lives, no delta
 *     begins
 * @param drift entries that refreshes of the whole data set found wrong, since the start
 * @param lastCheck the newest such finding, or null before any
 */
public record DeltaStatus(
    @Nullable String cron,
    @Nullable String zone,
    @Nullable Instant next,
    boolean timerSilent,
    @Nullable RunningCycle running,
    @Nullable String waitingFor,
    @Nullable String watermark,
    @Nullable DeltaReport last,
    List<DeltaReport> history,
    int consecutiveFailures,
    List<StuckLoad> stuckLoads,
    long drift,
    @Nullable DriftFinding lastCheck) {

  public DeltaStatus {
    history = List.copyOf(history);
    stuckLoads = List.copyOf(stuckLoads);
  }
}
