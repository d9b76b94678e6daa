package dev.midnight;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.scheduling.support.CronExpression;

class CronScheduleDialectTests {

  /** A Monday. */
  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 * * *               | 02 03 04 05",
        "0 0 * * 0               | 07 14 21 28",
        "0 0 * * 7               | 07 14 21 28",
        "0 0 * * 1               | 08 15 22 29",
        "0 0 * * 5-7             | 05 06 07 12",
        "0 0 * * 6-1             | 06 07 08 13",
        "0 0 * * fri-Mon         | 05 06 07 08",
        "0 0 * * */2             | 02 04 06 07",
        "0 0 * * SUN-TUE         | 02 07 08 09",
        "0 0 13 * 5              | 05 12 13 19",
        "0 0 1-31/10 * 5         | 05 11 12 19",
        "0 0 2/10 * *            | 02 12 22 02",
        "0 0 29-2 * *            | 02 29 30 01",
        "0 0 3 JUN *             | 03 03 03 03",
        "0 0 0 * * *             | 02 03 04 05",
        "0 0 0 * * 1             | 08 15 22 29",
        "0 0 0 * * 0             | 07 14 21 28",
        "0 0 0 * * 7             | 07 14 21 28",
        "0 0 0 * * */2           | 03 05 07 08",
        "0 0 0 * * 5L            | 26 31 28 25",
        "0 0 0 * * 5#2           | 12 10 14 11",
        "0 0 0 10-16 * 5         | 12 10 14 11",
        "0 0 0 * * 1#1,5         | 05 12 19 26",
        "0 0 0 * * MON-FRI/2     | 03 05 08 10",
        "0 0 0 L * ?             | 30 31 31 30",
        "0 0 0 L-3 * ?           | 27 28 28 27",
        "0 0 0 LW * ?            | 30 31 31 30",
        "0 0 0 6W * ?            | 05 06 06 07",
        "0 0 0 7W * ?            | 08 07 07 07",
        "0 0 0 3,L * ?           | 03 30 03 31",
        "0 0 0 ? * MON-FRI       | 02 03 04 05",
        "0 0 0 ? * FRI-MON       | 05 06 07 08",
        "0 0 0 ? * *             | 02 03 04 05",
        "0 0 0 ? * ?             | 02 03 04 05",
        "0 0 0 ? * 2 2026-2099   | 08 15 22 29",
        "0 0 0 ? * 1 *           | 07 14 21 28",
        "0 0 0 ? * 6-2 *         | 05 06 07 08",
        "0 0 0 ? * L *           | 06 13 20 27",
        "0 0 0 ? * 6L *          | 26 31 28 25",
        "0 0 0 ? * 6#2 *         | 12 10 14 11",
        "0 0 0 ? * */2 *         | 02 04 06 07",
        "0 0 0 29 2 ? 2028/4     | 29 29 29 29",
        "@midnight               | 02 03 04 05",
        "@daily                  | 02 03 04 05",
        "@Weekly                 | 07 14 21 28",
        "@monthly                | 01 01 01 01",
        "@yearly                 | 01 01 01 01",
        "@annually               | 01 01 01 01",
      })
  void dialectDecidesTheDays(String expression, String days) {
    assertThat(
            CronSchedule.parse(expression, ZoneOffset.UTC).next(START, 4).stream()
                .map(run -> run.toString().substring(8, 10))
                .collect(Collectors.joining(" ")))
        .isEqualTo(days);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@hourly            | 2026-06-01T01:00:00Z | 2026-06-01T02:00:00Z",
        "*/20 * * * *       | 2026-06-01T00:20:00Z | 2026-06-01T00:40:00Z",
        "30 22-1/2 * * *    | 2026-06-01T00:30:00Z | 2026-06-01T22:30:00Z",
        "5,10-11 3 * * *    | 2026-06-01T03:05:00Z | 2026-06-01T03:10:00Z",
        "59 59 23 31 12 *   | 2026-12-31T23:59:59Z | 2027-12-31T23:59:59Z",
        "0 0 12 1 1 ? 2027,2030 | 2027-01-01T12:00:00Z | 2030-01-01T12:00:00Z",
        "0 0 29 2 *         | 2028-02-29T00:00:00Z | 2032-02-29T00:00:00Z",
        "0 0 0 29 2 MON     | 2044-02-29T00:00:00Z | 2072-02-29T00:00:00Z",
      })
  void nextIsStrictlyAfter(String expression, Instant first, Instant second) {
    CronSchedule schedule = CronSchedule.parse(expression, ZoneOffset.UTC);
    assertThat(schedule.next(START)).isEqualTo(first);
    assertThat(schedule.next(first.minusNanos(1))).isEqualTo(first);
    assertThat(schedule.next(first)).isEqualTo(second);
  }

  @Test
  void sixFieldsWithoutQuestionMarkMeanWhatSpringMeans() {
    Random random = new Random(42);
    for (int round = 0; round < 2_000; round++) {
      String expression = time(random) + dayOfMonth(random) + month(random) + weekday(random, 0);
      CronExpression spring = CronExpression.parse(expression);
      LocalDateTime expected = LocalDateTime.ofInstant(START, ZoneOffset.UTC);
      if (spring.next(expected) == null) {
        continue;
      }
      for (Instant run : CronSchedule.parse(expression, ZoneOffset.UTC).next(START, 5)) {
        expected = requireNonNull(spring.next(expected));
        assertThat(run).as(expression).isEqualTo(expected.toInstant(ZoneOffset.UTC));
      }
    }
  }

  @Test
  void sevenFieldsMeanWhatQuartzMeans() throws Exception {
    Random random = new Random(43);
    for (int round = 0; round < 2_000; round++) {
      String days =
          random.nextBoolean()
              ? "? " + month(random) + weekday(random, 1)
              : dayOfMonth(random) + month(random) + "?";
      // Quartz begins a day found by L too late: the second after the first.
      String time = days.contains("L") ? "0 0 0 " : time(random);
      String expression = time + days + " 2026-2040";
      var quartz = new org.quartz.CronExpression(expression);
      quartz.setTimeZone(TimeZone.getTimeZone("UTC"));
      Date expected = Date.from(START);
      for (Instant run : CronSchedule.parse(expression, ZoneOffset.UTC).next(START, 5)) {
        expected = quartz.getNextValidTimeAfter(expected);
        assertThat(run).as(expression).isEqualTo(expected.toInstant());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 0 * * *            | PT24H  | PT24H",
        "0 0 * * * *            | PT1H   | PT1H",
        "0 0/20 * * * ?         | PT20M  | PT20M",
        "0 0,10 * * * *         | PT10M  | PT50M",
        "* * * * * *            | PT1S   | PT1S",
        "0 0 0,6 * * *          | PT6H   | PT18H",
        "0 0 * * 1-5            | PT24H  | PT72H",
        "0 0 9-17 * * MON-FRI   | PT1H   | PT64H",
        "0 0 * * 0              | PT168H | PT168H",
        "0 0 1 * *              | PT672H | PT744H",
        "0 0 29 2 *             | PT35064H | PT35064H",
        "0 0 1 1 *              | PT8760H  | PT8784H",
        "0 0 0 29 2 MON         | PT245448H | PT245448H",
        "0 0 0 1 1 ? 2027,2030  | PT26304H  | PT26304H",
      })
  void intervalsAreThoseOfTheWallClock(String expression, Duration shortest, Duration longest) {
    CronSchedule schedule = CronSchedule.parse(expression, ZoneId.of("Europe/Berlin"));
    assertThat(schedule.shortestInterval()).isEqualTo(shortest);
    assertThat(schedule.longestGap()).isEqualTo(longest);
  }

  @Test
  void scheduleThatRunsOnceHasNoInterval() {
    CronSchedule once = CronSchedule.parse("0 0 0 1 1 ? 2030", ZoneOffset.UTC);
    assertThat(once.shortestInterval()).isNull();
    assertThat(once.longestGap()).isNull();
  }

  @Test
  void scheduleIsAValueOfItsTextAndItsZone() {
    CronSchedule schedule = CronSchedule.parse("  0  0 * * * ", ZoneId.of("Europe/Berlin"));
    assertThat(schedule.expression()).isEqualTo("0 0 * * *");
    assertThat(schedule.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(schedule).hasToString("0 0 * * * Europe/Berlin");
    assertThat(schedule)
        .isEqualTo(CronSchedule.parse("0 0 * * *", ZoneId.of("Europe/Berlin")))
        .hasSameHashCodeAs(CronSchedule.parse("0 0 * * *", ZoneId.of("Europe/Berlin")))
        .isNotEqualTo(CronSchedule.parse("0 0 * * *", ZoneOffset.UTC))
        .isNotEqualTo(CronSchedule.parse("0 1 * * *", ZoneId.of("Europe/Berlin")));
  }

  private static String time(Random random) {
    return "%s %s %s ".formatted(item(random, 0, 59), item(random, 0, 59), item(random, 0, 23));
  }

  private static String dayOfMonth(Random random) {
    return oneOf(random, "*", "L", "LW", "L-" + (1 + random.nextInt(20)), item(random, 1, 28))
        + " ";
  }

  private static String month(Random random) {
    return oneOf(random, "*", "*", "JAN-JUN", item(random, 1, 12)) + " ";
  }

  private static String weekday(Random random, int lowest) {
    int day = lowest + random.nextInt(8 - lowest);
    return oneOf(random, "*", day + "", "MON-FRI", "*/2", "SUN", day + "/2", "TUE,SUN");
  }

  private static String item(Random random, int lowest, int highest) {
    int first = lowest + random.nextInt(highest - lowest + 1);
    int last = first + random.nextInt(highest - first + 1);
    int step = 1 + random.nextInt(highest);
    return oneOf(
        random,
        "*",
        first + "",
        first + "/" + step,
        first + "-" + last,
        first + "-" + last + "/" + step,
        "*/" + step,
        IntStream.of(first, last).mapToObj(Integer::toString).collect(Collectors.joining(",")));
  }

  private static String oneOf(Random random, String... choices) {
    return List.of(choices).get(random.nextInt(choices.length));
  }
}
