package dev.midnight;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * A schedule with fixed hours: one run for each scheduled local time.
 *
 * <p>A time that a gap swallows runs at the first instant after the gap, together with all others
 * in the gap; a time that an overlap repeats runs in the first pass. A date that the zone leaves
 * out altogether (Pacific/Apia, 2011-12-30) is a gap like any other, so that a yearly run is late
 * by hours and not by a year.
 *
 * <p>Later local times never run at earlier instants, so the walk over the calendar may stop at the
 * first run after the given instant.
 */
final class OncePerLocalTime implements CronTimeline {

  private final CronCalendar calendar;
  private final ZoneRules rules;

  OncePerLocalTime(CronCalendar calendar, ZoneRules rules) {
    this.calendar = calendar;
    this.rules = rules;
  }

  @Override
  public @Nullable Instant next(Instant after) {
    LocalDateTime scheduled = calendar.next(localTimesRunUntil(after));
    while (scheduled != null && !runOf(scheduled).isAfter(after)) {
      scheduled = calendar.next(scheduled);
    }
    return scheduled == null ? null : runOf(scheduled);
  }

  /** The latest local time that needs no run any more; in a second pass, the end of the overlap. */
  private LocalDateTime localTimesRunUntil(Instant instant) {
    LocalDateTime local = LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    ZoneOffsetTransition transition = rules.getTransition(local);
    boolean secondPass =
        transition != null && transition.isOverlap() && !instant.isBefore(transition.getInstant());
    return secondPass ? transition.getDateTimeBefore().minusNanos(1) : local;
  }

  private Instant runOf(LocalDateTime local) {
    ZoneOffsetTransition transition = rules.getTransition(local);
    if (transition == null) {
      return local.toInstant(rules.getOffset(local));
    }
    return transition.isGap()
        ? transition.getInstant()
        : local.toInstant(transition.getOffsetBefore());
  }
}
