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
 * first run after the given instant. It takes more than one step only in a second pass.
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
    LocalDateTime scheduled = calendar.next(LocalDateTime.ofInstant(after, rules.getOffset(after)));
    while (scheduled != null && !runOf(scheduled).isAfter(after)) {
      scheduled = calendar.next(scheduled);
    }
    return scheduled == null ? null : runOf(scheduled);
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
