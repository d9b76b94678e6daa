package dev.midnight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The nights on which clocks change, one by one. */
class CronScheduleClockChangeTests {

  @ParameterizedTest
  @CsvSource({
    "Africa/Cairo, 2026-04-24, 2026-04-24T01:00+03:00",
    "America/Santiago, 2026-09-06, 2026-09-06T01:00-03:00",
    "Asia/Beirut, 2026-03-29, 2026-03-29T01:00+03:00",
    "America/Havana, 2026-03-08, 2026-03-08T01:00-04:00",
  })
  void midnightThatDoesNotExistRunsAtTheFirstInstantOfTheDateWherePlainQuartzSkipsTheNight(
      ZoneId zone, LocalDate night, OffsetDateTime run) throws Exception {
    Instant before = night.minusDays(1).atTime(12, 0).atZone(zone).toInstant();
    assertThat(CronSchedule.parse("0 0 0 * * ?", zone).next(before)).isEqualTo(run.toInstant());
    assertThat(runsOf2026(zone)).isEqualTo(365);
    assertThat(quartzRunsOf2026(zone)).isEqualTo(364);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Several times in one gap, and the end of the gap itself, are one run.
        "0 0,30 2,3 * * * | America/New_York | 2026-03-08T00:00-05:00"
            + " | 2026-03-08T03:00-04:00 2026-03-08T03:30-04:00 2026-03-09T02:00-04:00",
        // A time that comes twice runs in the first pass.
        "0 30 1 * * * | America/New_York | 2026-11-01T00:00-04:00"
            + " | 2026-11-01T01:30-04:00 2026-11-02T01:30-05:00",
        "0 0 2 * * * | Australia/Lord_Howe | 2026-10-04T00:00+10:30"
            + " | 2026-10-04T02:30+11:00 2026-10-05T02:00+11:00",
        // A gap from 23:00 to 24:00: the run of the old date is the first instant of the new one.
        "0 30 23 * * * | America/Nuuk | 2026-03-28T12:00-02:00"
            + " | 2026-03-29T00:00-01:00 2026-03-29T23:30-01:00",
        // A date that does not exist is a gap like any other.
        "0 0 0 * * * | Pacific/Apia | 2011-12-29T00:00-10:00"
            + " | 2011-12-31T00:00+14:00 2012-01-01T00:00+14:00",
        "0 30 2 * * * | Pacific/Apia | 2011-12-29T00:00-10:00"
            + " | 2011-12-29T02:30-10:00 2011-12-31T00:00+14:00 2011-12-31T02:30+14:00",
        "0 30 2 30 12 * | Pacific/Apia | 2011-01-01T00:00-10:00"
            + " | 2011-12-31T00:00+14:00 2012-12-30T02:30+14:00",
        // Every second hour is a fixed hour: once per local time.
        "0 0 */2 * * * | Europe/Berlin | 2026-10-25T00:00+02:00"
            + " | 2026-10-25T02:00+02:00 2026-10-25T04:00+01:00",
      })
  void fixedHourRunsOncePerLocalTime(
      String expression, ZoneId zone, OffsetDateTime after, String runs) {
    assertRuns(expression, zone, after, runs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Both passes.
        "0 0/20 * * * ? | America/New_York | 2026-11-01T01:30-04:00"
            + " | 2026-11-01T01:40-04:00 2026-11-01T01:00-05:00 2026-11-01T01:20-05:00",
        // A swallowed hour costs no time: nothing is added.
        "0 15 * * * * | America/New_York | 2026-03-08T01:00-05:00"
            + " | 2026-03-08T01:15-05:00 2026-03-08T03:15-04:00",
        // Half an hour swallowed: 01:15 to 03:15 would be 90 minutes.
        "0 15 * * * * | Australia/Lord_Howe | 2026-10-04T01:00+10:30"
            + " | 2026-10-04T01:15+10:30 2026-10-04T02:30+11:00 2026-10-04T03:15+11:00",
        "0 45 * * * * | Australia/Lord_Howe | 2026-10-04T01:00+10:30"
            + " | 2026-10-04T01:45+10:30 2026-10-04T02:45+11:00",
        // Half an hour repeated: 01:15 to 02:15 would be 90 minutes.
        "0 15 * * * * | Australia/Lord_Howe | 2026-04-05T01:00+11:00"
            + " | 2026-04-05T01:15+11:00 2026-04-05T01:30+10:30 2026-04-05T02:15+10:30",
        "0 0,10 * * * * | Australia/Lord_Howe | 2026-10-04T01:05+10:30"
            + " | 2026-10-04T01:10+10:30 2026-10-04T02:30+11:00 2026-10-04T03:00+11:00",
        "@hourly | Pacific/Apia | 2011-12-29T22:30-10:00"
            + " | 2011-12-29T23:00-10:00 2011-12-31T00:00+14:00 2011-12-31T01:00+14:00",
        // Every hour of a date that does not exist: one run, at its end.
        "0 0 * 30 12 * | Pacific/Apia | 2011-01-01T00:00-10:00"
            + " | 2011-12-31T00:00+14:00 2012-12-30T00:00+14:00",
        // The last run of a scheduled date, swallowed.
        "0 15 * * * SAT | America/Nuuk | 2026-03-28T22:00-02:00"
            + " | 2026-03-28T22:15-02:00 2026-03-29T00:00-01:00 2026-04-04T00:15-01:00",
        // Clocks that change between scheduled days concern nobody.
        "0 0 * * * MON-FRI | Europe/Berlin | 2026-10-23T22:30+02:00"
            + " | 2026-10-23T23:00+02:00 2026-10-26T00:00+01:00",
        "0 15 * * * FRI | Africa/Cairo | 2026-04-23T00:00+02:00 | 2026-04-24T01:15+03:00",
        // The years end.
        "0 30 * 31 12 ? 2026 | Europe/Berlin | 2026-12-31T22:40+01:00 | 2026-12-31T23:30+01:00",
      })
  void everyHourFollowsTheElapsedTime(
      String expression, ZoneId zone, OffsetDateTime after, String runs) {
    assertRuns(expression, zone, after, runs);
  }

  private static void assertRuns(
      String expression, ZoneId zone, OffsetDateTime after, String runs) {
    List<String> expected = List.of(runs.split(" "));
    assertThat(
            CronSchedule.parse(expression, zone).next(after.toInstant(), expected.size()).stream()
                .map(run -> run.atZone(zone).toOffsetDateTime().toString())
                .collect(Collectors.toList()))
        .isEqualTo(expected);
  }

  private static long runsOf2026(ZoneId zone) {
    CronSchedule schedule = CronSchedule.parse("0 0 0 * * ?", zone);
    Instant last = LocalDate.of(2025, 12, 31).atTime(23, 59).atZone(zone).toInstant();
    return schedule.next(last, 400).stream().filter(run -> yearOf(run, zone) == 2026).count();
  }

  private static long quartzRunsOf2026(ZoneId zone) throws Exception {
    var quartz = new org.quartz.CronExpression("0 0 0 * * ?");
    quartz.setTimeZone(TimeZone.getTimeZone(zone));
    Date run = Date.from(LocalDate.of(2025, 12, 31).atTime(23, 59).atZone(zone).toInstant());
    long runs = -1;
    do {
      run = quartz.getNextValidTimeAfter(run);
      runs++;
    } while (yearOf(run.toInstant(), zone) == 2026);
    return runs;
  }

  private static int yearOf(Instant run, ZoneId zone) {
    return run.atZone(zone).getYear();
  }
}
