package dev.midnight;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * The scheduled times on a wall clock that is never changed: no zone, no gap, no overlap.
 *
 * <p>Spring's matcher does the counting; years, and days that match either of two patterns, are
 * added here because Spring has neither. Immutable.
 */
final class CronCalendar {

  private final List<CronExpression> patterns;
  private final BitSet years;

  private CronCalendar(List<CronExpression> patterns, BitSet years) {
    this.patterns = patterns;
    this.years = years;
  }

  static CronCalendar of(CronFields fields) {
    String time =
        "%s %s %s "
            .formatted(
                CronFields.listed(fields.seconds()),
                CronFields.listed(fields.minutes()),
                CronFields.listed(fields.hours()));
    return at(time, fields);
  }

  /** The scheduled dates alone, each at its midnight. */
  static CronCalendar datesOf(CronFields fields) {
    return at("0 0 0 ", fields);
  }

  private static CronCalendar at(String time, CronFields fields) {
    return new CronCalendar(
        fields.days().stream().map(days -> CronExpression.parse(time + days)).toList(),
        fields.years());
  }

  /** The first scheduled time after this one, null if there is none. */
  @Nullable LocalDateTime next(LocalDateTime after) {
    LocalDateTime next = nextOfAnyYear(after);
    while (next != null && !years.get(next.getYear())) {
      int year = years.nextSetBit(next.getYear());
      next = year < 0 ? null : nextOfAnyYear(justBefore(LocalDate.of(year, 1, 1).atStartOfDay()));
    }
    return next;
  }

  /** The first scheduled time from this one on, null if there is none. */
  @Nullable LocalDateTime nextOrSame(LocalDateTime from) {
    return next(justBefore(from));
  }

  private @Nullable LocalDateTime nextOfAnyYear(LocalDateTime after) {
    LocalDateTime earliest = null;
    for (CronExpression pattern : patterns) {
      LocalDateTime next = pattern.next(after);
      if (earliest == null || (next != null && next.isBefore(earliest))) {
        earliest = next;
      }
    }
    return earliest;
  }

  private static LocalDateTime justBefore(LocalDateTime time) {
    return time.minusNanos(1);
  }
}
