package dev.midnight;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The two day fields of a cron expression, turned from any dialect into Spring's spelling. */
final class CronDays {

  private static final Pattern LAST_DAY = Pattern.compile("L(?:W|-(\\d{1,2}))?");
  private static final Pattern NEAREST_WORKDAY = Pattern.compile("(\\d{1,2})W");
  private static final Pattern LAST_WEEKDAY = Pattern.compile("(\\w+)L");
  private static final Pattern NTH_WEEKDAY = Pattern.compile("(\\w+)#(\\d)");

  /** The last day of the month that every month has on a workday's reach, and that L-n reaches. */
  private static final int LAST_SAFE_DAY = 27;

  private CronDays() {}

  static String ofMonth(String text, CronDialect dialect) throws CronRefusal {
    return translate(CronField.DAY_OF_MONTH, text, dialect);
  }

  static String ofWeek(String text, CronDialect dialect) throws CronRefusal {
    return translate(CronField.DAY_OF_WEEK, text, dialect);
  }

  private static String translate(CronField field, String text, CronDialect dialect)
      throws CronRefusal {
    if (text.equals("?")) {
      requireSpecials(field, text, dialect);
    }
    if (text.equals("*") || text.equals("?")) {
      return "*";
    }
    BitSet plain = new BitSet();
    List<String> days = new ArrayList<>();
    for (String item : text.split(",", -1)) {
      String special = special(field, item, dialect);
      if (special.isEmpty()) {
        plain.or(field.values(item, dialect));
      } else {
        requireSpecials(field, item, dialect);
        requireAlone(field, text, item, dialect);
        days.add(special);
      }
    }
    plain.stream().mapToObj(Integer::toString).forEach(days::add);
    return days.stream().distinct().collect(Collectors.joining(","));
  }

  private static void requireSpecials(CronField field, String item, CronDialect dialect)
      throws CronRefusal {
    if (dialect == CronDialect.UNIX) {
      throw new CronRefusal(
          "%s '%s' has no meaning in five fields, which are Unix cron, where ?, L, W and # are unknown"
              .formatted(field.title(), item),
          "Write * for every day, or six fields that begin with the second, for example 0 0 0 L * ?");
    }
  }

  /** Beside a weekday with #, Quartz silently drops all others; beside L it refuses them. */
  private static void requireAlone(CronField field, String text, String item, CronDialect dialect)
      throws CronRefusal {
    if (dialect == CronDialect.QUARTZ && field == CronField.DAY_OF_WEEK && !text.equals(item)) {
      throw new CronRefusal(
          "day of week '%s' is ambiguous, Quartz cannot read '%s' beside other weekdays and Spring can"
              .formatted(text, item),
          "Write one weekday with # or L, or Spring's six fields without ?");
    }
  }

  /** The item in Spring's spelling, empty if it is an ordinary value, range or step. */
  private static String special(CronField field, String item, CronDialect dialect)
      throws CronRefusal {
    return field == CronField.DAY_OF_MONTH
        ? specialDayOfMonth(item)
        : specialWeekday(item, dialect);
  }

  private static String specialDayOfMonth(String item) throws CronRefusal {
    Matcher last = LAST_DAY.matcher(item);
    if (last.matches()) {
      return last.group(1) == null || reachesEveryMonth(last.group(1), item) ? item : "";
    }
    Matcher nearest = NEAREST_WORKDAY.matcher(item);
    return nearest.matches() && staysInTheMonth(nearest.group(1), item) ? item : "";
  }

  private static boolean reachesEveryMonth(String days, String item) throws CronRefusal {
    int back = Integer.parseInt(days);
    if (back < 1 || back > LAST_SAFE_DAY) {
      throw new CronRefusal(
          "day of month '%s' is out of range, L-n goes back 1 to %d days because February has no more"
              .formatted(item, LAST_SAFE_DAY),
          "Write L for the last day, or L-1 to L-27");
    }
    return true;
  }

  /** Near the end of a month Quartz turns back and Spring runs over into the next or skips it. */
  private static boolean staysInTheMonth(String day, String item) throws CronRefusal {
    int number = Integer.parseInt(day);
    if (number < 1 || number > LAST_SAFE_DAY) {
      throw new CronRefusal(
          "day of month '%s' is ambiguous, the nearest workday is clear for days 1 to %d and near the end of a month Quartz and Spring differ"
              .formatted(item, LAST_SAFE_DAY),
          "Write LW for the last workday of the month");
    }
    return true;
  }

  private static String specialWeekday(String item, CronDialect dialect) throws CronRefusal {
    if (item.equals("L")) {
      return lastDayOfTheWeek(dialect);
    }
    Matcher last = LAST_WEEKDAY.matcher(item);
    if (last.matches()) {
      return weekday(last.group(1), dialect) + "L";
    }
    Matcher nth = NTH_WEEKDAY.matcher(item);
    if (!nth.matches()) {
      return "";
    }
    int ordinal = Integer.parseInt(nth.group(2));
    if (ordinal < 1 || ordinal > 5) {
      throw new CronRefusal(
          "day of week '%s' is out of range, a month has a first to a fifth weekday"
              .formatted(item),
          "Write # and a number from 1 to 5, or L for the last one, for example FRIL");
    }
    return weekday(nth.group(1), dialect) + "#" + ordinal;
  }

  private static String lastDayOfTheWeek(CronDialect dialect) throws CronRefusal {
    if (dialect == CronDialect.QUARTZ) {
      return Integer.toString(dialect.isoWeekday(CronDialect.LAST_WEEKDAY));
    }
    throw new CronRefusal(
        "day of week 'L' names no weekday, weeks end on Saturday in Quartz and on Sunday in Spring",
        "Write SAT or SUN, or for example FRIL for the last Friday of the month");
  }

  private static int weekday(String text, CronDialect dialect) throws CronRefusal {
    return dialect.isoWeekday(CronField.DAY_OF_WEEK.value(text, dialect));
  }
}
