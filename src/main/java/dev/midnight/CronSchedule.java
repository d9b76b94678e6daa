package dev.midnight;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The times at which a cron expression runs in a time zone. An immutable value, safe for use by
 * many threads.
 *
 * <p>Three dialects and seven macros are read, names in upper or lower case:
 *
 * <ul>
 *   <li>five fields are Unix cron: {@code 0 0 * * *}, weekdays Sunday = 0 or 7. Where both day
 *       fields are restricted, a day that matches either is scheduled;
 *   <li>six fields, second first, are Spring: {@code 0 0 0 * * *}, weekdays Monday = 1 to Sunday =
 *       7 or 0. Where both day fields are restricted, a day must match both;
 *   <li>six fields with {@code ?} are Quartz or Spring, and read where both agree: {@code 0 0 0 ? *
 *       MON-FRI};
 *   <li>seven fields, year last, are Quartz: {@code 0 0 0 ? * 2-6 2027-2030}, weekdays Sunday = 1;
 *   <li>{@code @midnight @daily @hourly @weekly @monthly @yearly @annually}.
 * </ul>
 *
 * <p>In a zone that changes its clocks, a schedule that leaves out any hour runs exactly once per
 * scheduled local time: a time that does not exist at the first instant after the gap (several in
 * one gap, and a whole date that does not exist, likewise), a time that comes twice at its first
 * pass. A schedule for every hour follows the elapsed time: it runs in both passes, and where a
 * change of the clocks would leave a longer pause than the schedule's own, it runs at the change
 * too.
 */
public final class CronSchedule {

  /** Runs are looked for from the year 1 to the year 9999. */
  private static final Instant EARLIEST = Instant.parse("0000-12-30T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");

  private final String expression;
  private final ZoneId zone;
  private final CronFields fields;
  private final CronTimeline timeline;

  private CronSchedule(String expression, ZoneId zone, CronFields fields, CronCalendar calendar) {
    this.expression = expression;
    this.zone = zone;
    this.fields = fields;
    this.timeline =
        fields.everyHour()
            ? new EveryHourElapsed(calendar, zone.getRules())
            : new OncePerLocalTime(calendar, zone.getRules());
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException if it cannot be read, if dialects read it differently, or if
   *     it matches no date of the calendar at all; the message says what to write instead
   */
  public static CronSchedule parse(String expression, ZoneId zone) {
    return parse(expression, zone, Clock.systemUTC().instant());
  }

  /** As above, with the examples in a refusal from a given instant on. */
  static CronSchedule parse(String expression, ZoneId zone, Instant now) {
    String tidy = expression.strip().replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "\uFFFD");
    try {
      CronFields fields = new CronReader(tidy.toUpperCase(Locale.ROOT), zone, now).read();
      CronCalendar calendar = CronCalendar.of(fields);
      refuseIfEmpty(calendar);
      return new CronSchedule(tidy, zone, fields, calendar);
    } catch (CronRefusal refusal) {
      throw refusal.of(tidy);
    }
  }

  private static void refuseIfEmpty(CronCalendar calendar) throws CronRefusal {
    if (calendar.next(LocalDateTime.ofInstant(EARLIEST, ZoneOffset.UTC)) == null) {
      throw new CronRefusal(
          "it can never run, no date has such a day, month, weekday and year",
          "Write days that exist, for example L for the last day of every month");
    }
  }

  /**
   * The first run strictly after an instant, null if there is none, because the years of the
   * expression are over.
   *
   * <p>Every sequence of runs is a part of the same one, wherever it begins.
   */
  public @Nullable Instant next(Instant after) {
    if (after.isAfter(LATEST)) {
      return null;
    }
    return timeline.next(after.isBefore(EARLIEST) ? EARLIEST : after);
  }

  /** The next runs strictly after an instant, fewer than asked for if there are no more. */
  public List<Instant> next(Instant after, int count) {
    List<Instant> runs = new ArrayList<>(count);
    Instant run = count > 0 ? next(after) : null;
    while (run != null) {
      runs.add(run);
      run = runs.size() < count ? next(run) : null;
    }
    return List.copyOf(runs);
  }

  /**
   * The shortest time between two runs by the wall clock, changes of the clocks left aside; null if
   * there is at most one run in this century.
   */
  public @Nullable Duration shortestInterval() {
    return CronIntervals.of(fields).shortest();
  }

  /**
   * The longest time between two runs by the wall clock, changes of the clocks left aside: a night
   * in autumn takes an hour more. Null if there is at most one run in this century.
   */
  public @Nullable Duration longestGap() {
    return CronIntervals.of(fields).longest();
  }

  /** The expression as it was written, blanks aside. */
  public String expression() {
    return expression;
  }

  public ZoneId zone() {
    return zone;
  }

  /** Equal are schedules of the same text in the same zone. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CronSchedule that
        && expression.equals(that.expression)
        && zone.equals(that.zone);
  }

  @Override
  public int hashCode() {
    return Objects.hash(expression, zone);
  }

  @Override
  public String toString() {
    return expression + " " + zone;
  }
}
