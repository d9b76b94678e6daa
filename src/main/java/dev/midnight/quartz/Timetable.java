package dev.midnight.quartz;

import dev.midnight.CronSchedule;
import dev.midnight.MisfirePolicy;
import dev.midnight.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which one target is called: at its scheduled times, each put off by the same jitter.
 *
 * <p>A <em>due</em> is a time of the schedule; an <em>attempt</em> is a due put off by the jitter.
 * Each follows from the other, so that expression, zone, jitter, policy and the next attempt are
 * all that a job store has to keep.
 *
 * @param jitter cut to milliseconds, the grain of Quartz's times
 */
record Timetable(CronSchedule schedule, Duration jitter, MisfirePolicy misfire) {

  /** How late an attempt may be made and still count as made in time. */
  static final Duration TOLERANCE = Duration.ofSeconds(5);

  Timetable {
    jitter = jitter.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The attempt for the first due after now, or null if the schedule has ended. */
  @Nullable Instant first(Instant now) {
    return attempt(schedule.next(now));
  }

  /**
   * The attempt after one that is made now, or null if the schedule has ended. Attempts that now
   * lies beyond are passed over, whatever held them up: otherwise they would run back to back. The
   * one just made is never repeated, even if the clock was set back.
   */
  @Nullable Instant following(Instant attempt, Instant now) {
    Instant due = due(attempt);
    Instant passed = now.minus(jitter);
    return attempt(schedule.next(passed.isAfter(due) ? passed : due));
  }

  /** The scheduled time of an attempt. */
  Instant due(Instant attempt) {
    return attempt.minus(jitter);
  }

  /** Why to run an attempt that is made now, or null if it came too late and must not run. */
  @Nullable Trigger reason(Instant attempt, Instant now) {
    if (!now.isAfter(attempt.plus(TOLERANCE))) {
      return Trigger.SCHEDULE;
    }
    return misfire == MisfirePolicy.CATCH_UP_ONCE ? Trigger.CATCH_UP : null;
  }

  private @Nullable Instant attempt(@Nullable Instant due) {
    return due == null ? null : due.plus(jitter);
  }
}
