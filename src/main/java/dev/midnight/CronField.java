package dev.midnight;

import java.time.DayOfWeek;
import java.time.Month;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One field of a cron expression: its range, its names, and how its lists are read. */
enum CronField {
  SECOND("second", 0, 59),
  MINUTE("minute", 0, 59),
  HOUR("hour", 0, 23),
  DAY_OF_MONTH("day of month", 1, 31),
  MONTH("month", 1, 12),
  DAY_OF_WEEK("day of week", 1, 7),
  YEAR("year", 1970, 2099);

  private static final Pattern ITEM =
      Pattern.compile("(?:\\*|(\\d+|[A-Z]{3})(?:-(\\d+|[A-Z]{3}))?)(?:/(\\d{1,4}))?");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

  private final String title;
  private final int lowest;
  private final int highest;

  CronField(String title, int lowest, int highest) {
    this.title = title;
    this.lowest = lowest;
    this.highest = highest;
  }

  String title() {
    return title;
  }

  /** The values of a list of {@code *}, numbers, names, ranges and steps; weekdays Monday = 1. */
  BitSet values(String text, CronDialect dialect) throws CronRefusal {
    BitSet values = new BitSet();
    for (String item : text.split(",", -1)) {
      Matcher matcher = ITEM.matcher(item);
      if (!matcher.matches()) {
        throw unreadable(item);
      }
      addItem(matcher, dialect, values);
    }
    return values;
  }

  /** One value, by number or by name. */
  int value(String text, CronDialect dialect) throws CronRefusal {
    OptionalInt named = named(text, dialect);
    if (named.isPresent()) {
      return named.getAsInt();
    }
    if (!NUMBER.matcher(text).matches()) {
      throw unreadable(text);
    }
    int number = Integer.parseInt(text);
    if (number < (this == DAY_OF_WEEK ? dialect.lowestWeekday() : lowest) || number > highest) {
      throw new CronRefusal(
          "%s '%s' is out of range, %s".formatted(title, text, range(dialect)), remedy());
    }
    return number;
  }

  private OptionalInt named(String text, CronDialect dialect) {
    return switch (this) {
      case MONTH ->
          Arrays.stream(Month.values())
              .filter(month -> shortName(month).equals(text))
              .mapToInt(Month::getValue)
              .findAny();
      case DAY_OF_WEEK ->
          Arrays.stream(DayOfWeek.values())
              .filter(day -> shortName(day).equals(text))
              .mapToInt(dialect::numberOf)
              .findAny();
      default -> OptionalInt.empty();
    };
  }

  static String shortName(Enum<?> monthOrWeekday) {
    return monthOrWeekday.name().substring(0, 3);
  }

  CronRefusal unreadable(String item) {
    return new CronRefusal(
        "%s '%s' cannot be read, it takes *, numbers%s, ranges such as 1-5, steps such as */2, and"
                .formatted(title, item, remedyNames())
            + " lists of these without spaces",
        remedy());
  }

  private void addItem(Matcher item, CronDialect dialect, BitSet values) throws CronRefusal {
    String from = item.group(1);
    String to = item.group(2);
    int step = item.group(3) == null ? 1 : step(item, dialect);
    int first = from == null ? firstOfStar(dialect) : value(from, dialect);
    int last = highest;
    if (to != null) {
      last = value(to, dialect);
    } else if (from != null && item.group(3) == null) {
      last = first;
    }
    for (int value = first; value <= endOf(item.group(), first, last); value += step) {
      values.set(normal(value, dialect));
    }
  }

  /** The end of a range that may run over midnight, over the weekend or over the new year. */
  private int endOf(String item, int first, int last) throws CronRefusal {
    if (last >= first) {
      return last;
    }
    if (this == YEAR) {
      throw new CronRefusal("year '" + item + "' runs backwards", "Write the earlier year first");
    }
    return last + highest - lowest + 1;
  }

  private int normal(int value, CronDialect dialect) {
    if (this == DAY_OF_WEEK) {
      return dialect.isoWeekday(value);
    }
    return value <= highest ? value : value - (highest - lowest + 1);
  }

  private int step(Matcher item, CronDialect dialect) throws CronRefusal {
    int step = Integer.parseInt(item.group(3));
    if (step == 0 || step > highest) {
      throw new CronRefusal(
          "%s step '/%s' is out of range, a step runs from 1 to %d because it starts afresh with each field"
              .formatted(title, item.group(3), highest),
          "Write a step that fits, or name the times one by one");
    }
    if (dialect == CronDialect.QUARTZ
        && item.group(1) != null
        && Character.isLetter(item.group(1).charAt(0))) {
      throw new CronRefusal(
          "%s '%s' is ambiguous, after a name Quartz silently ignores a step and Spring does not"
              .formatted(title, item.group()),
          "Write the names one by one, for example " + example());
    }
    return step;
  }

  private int firstOfStar(CronDialect dialect) {
    return this == DAY_OF_WEEK ? dialect.firstWeekday() : lowest;
  }

  private String range(CronDialect dialect) {
    return this == DAY_OF_WEEK
        ? dialect.weekdayRule()
        : "it runs from %d to %d".formatted(lowest, highest);
  }

  private String example() {
    return this == MONTH ? "JAN,MAR,MAY" : "MON,WED,FRI";
  }

  private String remedyNames() {
    return switch (this) {
      case MONTH -> ", names such as JAN";
      case DAY_OF_WEEK -> ", names such as MON";
      default -> "";
    };
  }

  private String remedy() {
    return switch (this) {
      case DAY_OF_WEEK -> "Write names from MON to SUN, for example MON-FRI";
      case MONTH -> "Write numbers from 1 to 12 or names from JAN to DEC";
      default -> "Write * for every %s, or numbers from %d to %d".formatted(title, lowest, highest);
    };
  }
}
