package dev.midnight;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a cron expression says, whatever its dialect.
 *
 * @param days one or two day patterns in Spring's spelling (day of month, month, day of week); a
 *     day that matches either is scheduled
 */
record CronFields(BitSet seconds, BitSet minutes, BitSet hours, List<String> days, BitSet years) {

  /** The last year of the calendar, for expressions that name no year. */
  static final int LAST_YEAR = 9999;

  /**
   * @param texts second, minute, hour, day of month, month, day of week, year
   */
  static CronFields of(List<String> texts, CronDialect dialect) throws CronRefusal {
    return new CronFields(
        CronField.SECOND.values(texts.get(0), dialect),
        CronField.MINUTE.values(texts.get(1), dialect),
        CronField.HOUR.values(texts.get(2), dialect),
        days(texts.get(3), months(texts.get(4), dialect), texts.get(5), dialect),
        years(texts.get(6), dialect));
  }

  /** Whether the schedule runs on the elapsed time line, not once per local time. */
  boolean everyHour() {
    return hours.cardinality() == 24;
  }

  private static String months(String text, CronDialect dialect) throws CronRefusal {
    return listed(CronField.MONTH.values(text, dialect));
  }

  private static BitSet years(String text, CronDialect dialect) throws CronRefusal {
    if (!text.equals("*")) {
      return CronField.YEAR.values(text, dialect);
    }
    BitSet all = new BitSet();
    all.set(0, LAST_YEAR + 1);
    return all;
  }

  /**
   * Unix cron means either day field if both are restricted (crontab(5)); Spring means both, Quartz
   * has no such expressions.
   */
  private static List<String> days(
      String dayOfMonth, String months, String weekday, CronDialect dialect) throws CronRefusal {
    String ofMonth = CronDays.ofMonth(dayOfMonth, dialect);
    String ofWeek = CronDays.ofWeek(weekday, dialect);
    boolean both = !ofMonth.equals("*") && !ofWeek.equals("*");
    if (dialect != CronDialect.UNIX || !both) {
      return List.of(pattern(ofMonth, months, ofWeek));
    }
    refuseHalfStars(dayOfMonth, weekday);
    return List.of(pattern(ofMonth, months, "*"), pattern("*", months, ofWeek));
  }

  private static void refuseHalfStars(String dayOfMonth, String weekday) throws CronRefusal {
    if (dayOfMonth.startsWith("*") || weekday.startsWith("*")) {
      throw new CronRefusal(
          "day of month '%s' beside day of week '%s' is ambiguous, POSIX runs on days that match either field and Vixie cron, for a field that begins with *, on days that match both"
              .formatted(dayOfMonth, weekday),
          "Write 1-31/2 instead of */2 for either, or six fields that begin with the second for both");
    }
  }

  private static String pattern(String dayOfMonth, String months, String weekday) {
    return dayOfMonth + " " + months + " " + weekday;
  }

  static String listed(BitSet values) {
    return values.stream().mapToObj(Integer::toString).collect(Collectors.joining(","));
  }
}
