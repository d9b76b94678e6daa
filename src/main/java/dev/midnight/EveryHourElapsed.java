package dev.midnight;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * A schedule for every hour: runs as time elapses, in both passes of an overlap.
 *
 * <p>Between two transitions a zone keeps one offset, and the wall clock is followed as it is. A
 * transition that would leave more time between two runs than the schedule does there by itself
 * gets a run of its own (Australia/Lord_Howe, which moves by 30 minutes; a swallowed 02:15).
 * Between scheduled days, say from Friday to Monday, nothing is added.
 */
final class EveryHourElapsed implements CronTimeline {

  /** Consecutive times are at most this far apart as long as the schedule runs every hour. */
  private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);

  private static final Duration SHORT_LOOK_BACK = Duration.ofMinutes(1);

  private final CronCalendar calendar;
  private final ZoneRules rules;

  EveryHourElapsed(CronCalendar calendar, ZoneRules rules) {
    this.calendar = calendar;
    this.rules = rules;
  }

  @Override
  public @Nullable Instant next(Instant after) {
    ZoneOffset offset = rules.getOffset(after);
    LocalDateTime scheduled = calendar.next(LocalDateTime.ofInstant(after, offset));
    ZoneOffsetTransition transition = rules.nextTransition(after);
    while (transition != null && !runsBefore(transition, scheduled)) {
      scheduled = calendar.nextOrSame(transition.getDateTimeAfter());
      if (leavesHole(transition, scheduled)) {
        return transition.getInstant();
      }
      if (scheduled == null) {
        return null;
      }
      offset = transition.getOffsetAfter();
      transition = rules.nextTransition(transition.getInstant());
    }
    return scheduled == null ? null : scheduled.toInstant(offset);
  }

  private static boolean runsBefore(
      ZoneOffsetTransition transition, @Nullable LocalDateTime scheduled) {
    return scheduled != null && scheduled.isBefore(transition.getDateTimeBefore());
  }

  private boolean leavesHole(ZoneOffsetTransition transition, @Nullable LocalDateTime resumed) {
    LocalDateTime stopped = transition.getDateTimeBefore();
    LocalDateTime last = lastInTheHourBefore(stopped);
    if (last == null && transition.isOverlap()) {
      return false;
    }
    LocalDateTime from = last == null ? stopped.minusNanos(1) : last;
    LocalDateTime expected = calendar.next(from);
    if (expected == null || isLonger(Duration.between(from, expected), LONGEST_INTERVAL)) {
      return false;
    }
    return resumed == null
        || isLonger(
            Duration.between(from, stopped)
                .plus(Duration.between(transition.getDateTimeAfter(), resumed)),
            Duration.between(from, expected));
  }

  private @Nullable LocalDateTime lastInTheHourBefore(LocalDateTime end) {
    LocalDateTime next = calendar.nextOrSame(end.minus(SHORT_LOOK_BACK));
    if (next == null || !next.isBefore(end)) {
      next = calendar.nextOrSame(end.minus(LONGEST_INTERVAL));
    }
    LocalDateTime last = null;
    while (next != null && next.isBefore(end)) {
      last = next;
      next = calendar.next(last);
    }
    return last;
  }

  private static boolean isLonger(Duration duration, Duration other) {
    return duration.compareTo(other) > 0;
  }
}
