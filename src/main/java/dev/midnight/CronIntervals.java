package dev.midnight;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The shortest and the longest time between two runs of a schedule, by a wall clock that is never
 * changed; null if the schedule runs only once.
 *
 * <p>Times of day and dates are counted apart: 86,400 seconds at most, and dates from 2000 on until
 * 2,000 were seen or the century ended. The first covers five years of a daily schedule, the second
 * three rounds of the 28 years after which weekdays and leap days repeat.
 */
record CronIntervals(@Nullable Duration shortest, @Nullable Duration longest) {

  private static final LocalDateTime FIRST_DATE = LocalDateTime.of(2000, 1, 1, 0, 0);
  private static final int LAST_YEAR = 2099;
  private static final int ENOUGH_DATES = 2_000;

  static CronIntervals of(CronFields fields) {
    int[] times = timesOfDay(fields);
    Range range = new Range();
    for (int index = 1; index < times.length; index++) {
      range.add(times[index] - times[index - 1]);
    }
    addNights(CronCalendar.datesOf(fields), times[times.length - 1] - times[0], range);
    return range.intervals();
  }

  private static int[] timesOfDay(CronFields fields) {
    IntStream minutes =
        fields.hours().stream()
            .flatMap(hour -> fields.minutes().stream().map(minute -> hour * 60 + minute));
    return minutes
        .flatMap(minute -> fields.seconds().stream().map(second -> minute * 60 + second))
        .toArray();
  }

  /** Adds the time from the last run of each scheduled date to the first one of the next. */
  private static void addNights(CronCalendar dates, int span, Range range) {
    LocalDateTime date = dates.nextOrSame(FIRST_DATE);
    for (int seen = 1; date != null && seen < ENOUGH_DATES; seen++) {
      LocalDateTime following = dates.next(date);
      if (following == null || following.getYear() > LAST_YEAR) {
        return;
      }
      range.add(ChronoUnit.SECONDS.between(date, following) - span);
      date = following;
    }
  }

  private static final class Range {
    private long shortest = Long.MAX_VALUE;
    private long longest = -1;

    void add(long seconds) {
      shortest = Math.min(shortest, seconds);
      longest = Math.max(longest, seconds);
    }

    CronIntervals intervals() {
      return longest < 0
          ? new CronIntervals(null, null)
          : new CronIntervals(Duration.ofSeconds(shortest), Duration.ofSeconds(longest));
    }
  }
}
