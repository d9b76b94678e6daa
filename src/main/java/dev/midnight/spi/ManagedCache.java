package dev.midnight.spi;

import dev.midnight.CronSchedule;
import dev.midnight.Trigger;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The side of a cache that operators and schedulers act on. Thread-safe; no call waits for a load.
 */
public interface ManagedCache {

  /** The name of the cache. */
  String name();

  /** The state at this moment. */
  CacheStatus status();

  /** The schedule, or null if the cache is refreshed on demand only. */
  @Nullable CronSchedule schedule();

  /** The time by which its scheduled refreshes are put off, the same each time. */
  Duration jitter();

  /** Asks for a refresh; joins one whose load has not begun. */
  RefreshTicket refresh(Trigger trigger);

  /**
   * Says that a scheduled time has come; pause, overrun and dependencies decide what follows.
   *
   * @param due the scheduled time, before jitter
   * @param trigger {@link Trigger#SCHEDULE}, or {@link Trigger#CATCH_UP} for a missed one
   */
  void tick(Instant due, Trigger trigger);

  /** Loads, builds and validates, and publishes nothing. */
  RefreshTicket dryRun();

  /**
   * Cancels the running cycle.
   *
   * @return the number of the cancelled cycle, or 0 if none was running
   */
  long cancel(String reason);

  /** Stops the schedule until {@link #resume}; a refresh by hand still runs. */
  void pause(@Nullable String reason);

  /** Ends a pause; scheduled times missed meanwhile are made up for once, under their policy. */
  void resume();
}
