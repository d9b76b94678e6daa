package dev.midnight.engine;

import dev.midnight.CronSchedule;
import dev.midnight.MisfirePolicy;
import dev.midnight.OverrunPolicy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When one cache or group is refreshed, and what happens to times that cannot be kept. Immutable.
 */
final class Timetable {

  /** How far to look back for the one time of a schedule that has no second. */
  private static final Duration ONCE = Duration.ofDays(366);

  private final String name;
  private final @Nullable CronSchedule schedule;
  private final Duration jitter;
  private final OverrunPolicy overrun;
  private final MisfirePolicy misfire;
  private final @Nullable Duration longestGap;

  Timetable(
      String name,
      @Nullable CronSchedule schedule,
      Duration jitter,
      OverrunPolicy overrun,
      MisfirePolicy misfire) {
    this.name = name;
    this.schedule = schedule;
    this.jitter = jitter;
    this.overrun = overrun;
    this.misfire = misfire;
    this.longestGap = schedule == null ? null : schedule.longestGap();
  }

  String name() {
    return name;
  }

  @Nullable CronSchedule schedule() {
    return schedule;
  }

  Duration jitter() {
    return jitter;
  }

  OverrunPolicy overrun() {
    return overrun;
  }

  MisfirePolicy misfire() {
    return misfire;
  }

  /** The longest time between two scheduled times, or null if there are not two. */
  @Nullable Duration longestGap() {
    return longestGap;
  }

  /** When the next scheduled refresh begins, jitter included. */
  @Nullable Instant nextAttempt(Instant now) {
    Instant next = schedule == null ? null : schedule.next(now.minus(jitter));
    return next == null ? null : next.plus(jitter);
  }

  /** The newest scheduled time after one instant whose attempt is not after another, or null. */
  @Nullable Instant newestBetween(Instant after, Instant attemptBy) {
    Instant limit = attemptBy.minus(jitter);
    Instant first = schedule == null ? null : schedule.next(after);
    return first == null || first.isAfter(limit) ? null : newestUpTo(limit);
  }

  /** The newest scheduled time that is not after an instant, or null. */
  @Nullable Instant newestUpTo(Instant limit) {
    if (schedule == null) {
      return null;
    }
    Instant newest = null;
    Duration lookBack = longestGap == null ? ONCE : longestGap;
    Instant next = schedule.next(limit.minus(lookBack).minusMillis(1));
    while (next != null && !next.isAfter(limit)) {
      newest = next;
      next = schedule.next(next);
    }
    return newest;
  }
}
