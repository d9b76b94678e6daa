package dev.midnight;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds in every zone of the tz database. */
class CronScheduleAllZonesTests {

  private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2037, 12, 31);
  private static final Instant FROM = Instant.parse("2019-12-25T00:00:00Z");
  private static final Instant TO = Instant.parse("2038-01-05T00:00:00Z");
  private static final Duration AROUND = Duration.ofHours(50);

  @Test
  void manyClocksAreCompared() {
    assertThat(TimeZones.distinctBetween(FROM, TO)).hasSizeGreaterThan(60);
  }

  /**
   * The date of a run is the local date on which it is due. A run that a gap moved is recognized by
   * its local time, and belongs to the date whose time lies in the gap.
   */
  @ParameterizedTest
  @ValueSource(strings = {"00:00", "00:30", "01:30", "02:30"})
  void dailyScheduleRunsExactlyOncePerLocalDate(LocalTime time) {
    String expression = "0 %d %d * * *".formatted(time.getMinute(), time.getHour());
    for (ZoneId zone : TimeZones.distinctBetween(FROM, TO)) {
      CronSchedule schedule = CronSchedule.parse(expression, zone);
      Instant run = FIRST.minusDays(1).atTime(12, 0).atZone(zone).toInstant();
      for (LocalDate due = FIRST; !due.isAfter(LAST); due = due.plusDays(1)) {
        run = requireNonNull(schedule.next(run));
        if (!isDue(run, due, time, zone)) {
          throw new AssertionError("%s in %s: %s is not due at %s".formatted(time, zone, due, run));
        }
      }
    }
  }

  private static boolean isDue(Instant run, LocalDate date, LocalTime time, ZoneId zone) {
    LocalDateTime due = date.atTime(time);
    LocalDateTime local = LocalDateTime.ofInstant(run, zone);
    if (local.equals(due)) {
      return true;
    }
    ZoneOffsetTransition gap = zone.getRules().nextTransition(run.minusNanos(1));
    return gap != null
        && gap.isGap()
        && gap.getInstant().equals(run)
        && !due.isBefore(gap.getDateTimeBefore())
        && due.isBefore(gap.getDateTimeAfter());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 * * * *    | PT1H",
        "0 15 * * * *   | PT1H",
        "59 59 * * * *  | PT1H",
        "@hourly        | PT1H",
        "0 0/20 * * * ? | PT20M",
        "*/45 * * * *   | PT45M",
        "0 0,10 * * * * | PT50M",
      })
  void scheduleForEveryHourNeverLeavesMoreThanItsIntervalOpen(
      String expression, Duration interval) {
    for (ZoneId zone : TimeZones.distinctBetween(FROM, TO)) {
      CronSchedule schedule = CronSchedule.parse(expression, zone);
      for (ZoneOffsetTransition transition : TimeZones.transitions(zone, FROM, TO)) {
        Instant end = transition.getInstant().plus(AROUND);
        Instant run = requireNonNull(schedule.next(transition.getInstant().minus(AROUND)));
        while (run.isBefore(end)) {
          Instant next = requireNonNull(schedule.next(run));
          assertThat(Duration.between(run, next))
              .as(zone + " " + run)
              .isBetween(Duration.ofSeconds(1), interval);
          run = next;
        }
      }
    }
  }

  @Test
  void everyQuarterOfAnHourOfBothPassesRunsAndNothingElseButChangesOfTheClock() {
    for (ZoneId zone : TimeZones.distinctBetween(FROM, TO)) {
      CronSchedule schedule = CronSchedule.parse("0 15 * * * *", zone);
      for (ZoneOffsetTransition transition : TimeZones.transitions(zone, FROM, TO)) {
        Instant begin = transition.getInstant().minus(Duration.ofHours(3));
        List<Instant> runs = schedule.next(begin.minusNanos(1), 6);
        Instant minute = begin;
        while (minute.isBefore(runs.get(5))) {
          boolean quarter = minute.atZone(zone).getMinute() == 15;
          if (!minute.equals(transition.getInstant())) {
            assertThat(runs.contains(minute)).as(zone + " " + minute).isEqualTo(quarter);
          }
          minute = minute.plusSeconds(60);
        }
      }
    }
  }

  /** From 1990 on, so that dates which whole countries left out are among the changes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 * * *",
        "30 1,2 * * *",
        "0 0,20,40 2,23 * * *",
        "0 15 * * * *",
        "0 0,10 * * * FRI-SUN",
        "0 0 * 30 12 *",
        "0 0 0 L * ?"
      })
  void sequenceOfRunsIncreasesAndDoesNotDependOnWhereItBegins(String expression) {
    Instant from = Instant.parse("1990-01-01T00:00:00Z");
    Random random = new Random(7);
    for (ZoneId zone : TimeZones.distinctBetween(from, TO)) {
      CronSchedule schedule = CronSchedule.parse(expression, zone);
      for (ZoneOffsetTransition transition : TimeZones.transitions(zone, from, TO)) {
        if (random.nextInt(20) == 0 || transition.getDuration().abs().toHours() > 2) {
          assertIndependent(schedule, transition.getInstant(), random);
        }
      }
    }
  }

  private static void assertIndependent(CronSchedule schedule, Instant change, Random random) {
    Instant begin = change.minus(AROUND);
    List<Instant> runs = runsUntilAfter(change.plus(AROUND), schedule, begin);
    assertThat(runs).as(schedule.toString()).isSorted().doesNotHaveDuplicates();
    for (int question = 0; question < 20; question++) {
      Instant after = begin.plusSeconds(random.nextInt((int) AROUND.toSeconds() * 2));
      assertNext(schedule, after, runs);
    }
    assertNext(schedule, change, runs);
    assertNext(schedule, change.minusNanos(1), runs);
  }

  private static List<Instant> runsUntilAfter(Instant end, CronSchedule schedule, Instant begin) {
    List<Instant> runs = new ArrayList<>();
    Instant run = begin;
    while (!run.isAfter(end)) {
      run = requireNonNull(schedule.next(run));
      runs.add(run);
    }
    return runs;
  }

  private static void assertNext(CronSchedule schedule, Instant after, List<Instant> runs) {
    assertThat(schedule.next(after))
        .as("%s after %s", schedule, after)
        .isEqualTo(runs.stream().filter(run -> run.isAfter(after)).findFirst().orElseThrow());
  }
}
