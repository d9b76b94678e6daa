package dev.midnight;

import java.time.DayOfWeek;

/** A way to write cron expressions, and how it counts the days of the week. */
enum CronDialect {
  UNIX("Unix", 0, 0),
  SPRING("Spring", 0, 1),
  QUARTZ("Quartz", 1, 1);

  /** Every dialect ends its week with the number 7, though not on the same day. */
  static final int LAST_WEEKDAY = 7;

  private final String title;
  private final int lowestWeekday;
  private final int firstWeekday;

  CronDialect(String title, int lowestWeekday, int firstWeekday) {
    this.title = title;
    this.lowestWeekday = lowestWeekday;
    this.firstWeekday = firstWeekday;
  }

  String title() {
    return title;
  }

  /** The smallest number that may be written for a weekday. */
  int lowestWeekday() {
    return lowestWeekday;
  }

  /** The number from which {@code *} counts, so that every second day begins on it. */
  int firstWeekday() {
    return firstWeekday;
  }

  /** The number that stands for a weekday; Sunday begins the week in Unix and in Quartz. */
  int numberOf(DayOfWeek day) {
    return switch (this) {
      case UNIX -> day.getValue() % 7;
      case SPRING -> day.getValue();
      case QUARTZ -> day.getValue() % 7 + 1;
    };
  }

  /** The weekday of a number, which may have run past the end of the week, from Monday = 1. */
  int isoWeekday(int number) {
    return Math.floorMod(number - lowestWeekday - 1, 7) + 1;
  }

  String weekdayRule() {
    return this == QUARTZ
        ? "Quartz counts weekdays from Sunday = 1 to Saturday = 7"
        : title + " counts weekdays from Monday = 1 to Sunday = 7, and Sunday = 0 as well";
  }
}
