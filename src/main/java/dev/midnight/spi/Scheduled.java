package dev.midnight.spi;

import dev.midnight.CronSchedule;
import dev.midnight.Trigger;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A cache or a group of caches that a timer calls at its scheduled times. Thread-safe. */
public interface Scheduled {

  /** The name, unique among caches and groups. */
  String name();

  /** The schedule, or null if there is none: then it is refreshed on demand only. */
  @Nullable CronSchedule schedule();

  /** The time by which its scheduled refreshes are put off, the same each time. */
  Duration jitter();

  /**
   * Says that a scheduled time has come; pause, overrun and dependencies decide what follows.
   * Returns at once.
   *
   * @param due the scheduled time, before jitter
   * @param trigger {@link Trigger#SCHEDULE}, or {@link Trigger#CATCH_UP} for a missed one
   */
  void tick(Instant due, Trigger trigger);
}
