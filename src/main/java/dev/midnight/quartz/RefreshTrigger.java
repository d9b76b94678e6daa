package dev.midnight.quartz;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.quartz.Calendar;
import org.quartz.JobKey;
import org.quartz.ScheduleBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.triggers.AbstractTrigger;
import org.quartz.spi.MutableTrigger;

/**
 * A Quartz trigger that takes its times from a {@link Timetable}.
 *
 * <p>Quartz's own cron trigger does not fire on a night when the scheduled time does not exist. Nor
 * are missed times left to Quartz: it looks for them when it picks a trigger, up to 30 seconds
 * ahead, and not again when it fires it, so that one picked before the process was suspended passes
 * as punctual hours later. Here lateness is judged in {@link #triggered}, the one place that every
 * firing passes through.
 *
 * <p>Concurrency: confined to the job store's lock; a job sees a copy.
 */
final class RefreshTrigger extends AbstractTrigger<RefreshTrigger> {

  private final Timetable timetable;
  private final InstantSource clock;

  private Date startTime;
  private @Nullable Date nextFireTime;
  private @Nullable Date previousFireTime;
  private @Nullable Firing firing;

  RefreshTrigger(TriggerKey key, JobKey job, Timetable timetable, InstantSource clock) {
    this.timetable = timetable;
    this.clock = clock;
    this.startTime = Date.from(clock.instant());
    setKey(key);
    setJobKey(job);
    setMisfireInstruction(MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY);
  }

  /** The call decided on by the last {@link #triggered}; null before it. */
  @Nullable Firing firing() {
    return firing;
  }

  /** A copy that is about to fire again at the time at which this one fired. */
  RefreshTrigger handedBack() {
    var again = (RefreshTrigger) clone();
    again.nextFireTime = previousFireTime;
    return again;
  }

  /** Keeps a time that is set already, so that a trigger can be handed back to its store. */
  @Override
  public @Nullable Date computeFirstFireTime(@Nullable Calendar ignored) {
    if (nextFireTime == null) {
      nextFireTime = date(timetable.first(clock.instant()));
    }
    return nextFireTime;
  }

  @Override
  public void triggered(@Nullable Calendar ignored) {
    if (nextFireTime == null) {
      return;
    }
    Instant now = clock.instant();
    Instant attempt = nextFireTime.toInstant();
    firing = new Firing(timetable.due(attempt), timetable.reason(attempt, now));
    previousFireTime = nextFireTime;
    nextFireTime = date(timetable.following(attempt, now));
  }

  /** Does nothing: lateness is judged when the trigger fires. */
  @Override
  public void updateAfterMisfire(@Nullable Calendar ignored) {}

  /** Does nothing: there are no excluded days. */
  @Override
  public void updateWithNewCalendar(Calendar ignored, long misfireThreshold) {}

  @Override
  public boolean mayFireAgain() {
    return nextFireTime != null;
  }

  @Override
  public @Nullable Date getFireTimeAfter(@Nullable Date after) {
    Instant from = after == null ? clock.instant() : after.toInstant();
    return date(timetable.following(from, from));
  }

  @Override
  public @Nullable Date getNextFireTime() {
    return nextFireTime;
  }

  @Override
  public void setNextFireTime(@Nullable Date time) {
    nextFireTime = time;
  }

  @Override
  public @Nullable Date getPreviousFireTime() {
    return previousFireTime;
  }

  @Override
  public void setPreviousFireTime(@Nullable Date time) {
    previousFireTime = time;
  }

  @Override
  public Date getStartTime() {
    return startTime;
  }

  @Override
  public void setStartTime(Date time) {
    startTime = time;
  }

  @Override
  public @Nullable Date getEndTime() {
    return null;
  }

  @Override
  public void setEndTime(@Nullable Date time) {
    if (time != null) {
      throw new UnsupportedOperationException(
          "Trigger '%s': end time %s refused, it ends with its schedule."
              .formatted(getName(), time));
    }
  }

  @Override
  public @Nullable Date getFinalFireTime() {
    return null;
  }

  @Override
  protected boolean validateMisfireInstruction(int instruction) {
    return instruction == MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY;
  }

  @Override
  public ScheduleBuilder<RefreshTrigger> getScheduleBuilder() {
    return new ScheduleBuilder<>() {
      @Override
      protected MutableTrigger build() {
        return new RefreshTrigger(getKey(), getJobKey(), timetable, clock);
      }
    };
  }

  private static @Nullable Date date(@Nullable Instant time) {
    return time == null ? null : Date.from(time);
  }
}
