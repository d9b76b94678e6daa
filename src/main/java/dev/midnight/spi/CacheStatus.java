package dev.midnight.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an operator is shown of one cache, at one moment.
 *
 * @param paused who paused its schedule and why, or null if it is not paused
 * @param version of the current snapshot, 0 before the first
 * @param generation of the current snapshot, 0 before the first
 * @param size entries
 * @param bytes heap of the table itself, keys and values aside
 * @param age of the current snapshot, from its {@code loadedAt}
 * @param maxStaleness the age from which it counts as stale, or null if none was set and it has no
 *     schedule
 * @param queued whether a refresh waits behind the running one
 * @param waitingFor what the next refresh waits for before it begins, such as a place among the
 *     loads of all caches, or null
 * @param history the last cycles, newest first
 * @param retained older generations of which somebody still holds a snapshot, as of the last
 *     garbage collection
 * @param deadline how long a refresh may take, of a group the longest of its members
 */
public record CacheStatus(
    String name,
    CacheState state,
    @Nullable Pause paused,
    long version,
    long generation,
    long size,
    long bytes,
    @Nullable Instant loadedAt,
    @Nullable Instant publishedAt,
    @Nullable Duration age,
    @Nullable Duration maxStaleness,
    @Nullable Schedule schedule,
    @Nullable RunningCycle running,
    boolean queued,
    @Nullable String waitingFor,
    @Nullable CycleReport lastRefresh,
    List<CycleReport> history,
    int consecutiveFailures,
    List<StuckLoad> stuckLoads,
    int retained,
    ReadStatus reads,
    WriteStatus writes,
    ContentionStatus contention,
    Duration deadline,
    GenerationStatus generations) {

  public CacheStatus {
    history = List.copyOf(history);
    stuckLoads = List.copyOf(stuckLoads);
  }

  /** A pause of the schedule. */
  public record Pause(Instant since, @Nullable String reason) {}

  /**
   * The schedule of a cache.
   *
   * @param next the next five scheduled times, before jitter
   * @param nextAttemptAt when the next refresh really begins, or null when paused or ended
   * @param longestGap the longest time between two scheduled times, or null if there are not two
   * @param overdue scheduled times of which the timer never told, made up for or given up
   * @param timerSilent whether the last scheduled time was one of these: the timer hangs, or is
   *     gone
   */
  public record Schedule(
      String cron,
      String zone,
      List<Instant> next,
      @Nullable Instant nextAttemptAt,
      @Nullable Duration longestGap,
      long overdue,
      boolean timerSilent) {

    public Schedule {
      next = List.copyOf(next);
    }
  }
}
