package dev.midnight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleRefusalTests {

  private static final Instant NOW = Instant.parse("2026-04-20T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"                    | it is empty",
        "\"   \"                 | it is empty",
        "-                     | '-' switches a schedule off and is not one itself",
        "@reboot               | this macro is unknown",
        "@every 5m             | this macro is unknown",
        "0 0                   | it has 2 fields",
        "0 0 0 * * ? 2027 1    | it has 8 fields",
        "60 * * * *            | minute '60' is out of range, it runs from 0 to 59",
        "0 24 * * *            | hour '24' is out of range, it runs from 0 to 23",
        "60 0 0 * * *          | second '60' is out of range",
        "0 0 0 * *             | day of month '0' is out of range, it runs from 1 to 31",
        "0 0 32 * *            | day of month '32' is out of range",
        "0 0 1 13 *            | month '13' is out of range",
        "0 0 * * 8             | day of week '8' is out of range, Unix counts weekdays",
        "0 0 0 ? * 0 2027      | day of week '0' is out of range, Quartz counts weekdays from Sunday",
        "0 0 0 1 1 ? 2100      | year '2100' is out of range, it runs from 1970 to 2099",
        "0 0 0 1 1 ? 2030-2027 | year '2030-2027' runs backwards",
        "*/0 * * * *           | minute step '/0' is out of range",
        "*/90 * * * *          | minute step '/90' is out of range, a step runs from 1 to 59",
        "0 */24 * * *          | hour step '/24' is out of range",
        "0 0 * * MONDAY        | day of week 'MONDAY' cannot be read",
        "0 0 1 JANUARY *       | month 'JANUARY' cannot be read",
        "0 MON * * *           | hour 'MON' cannot be read",
        "0 0 * * MO            | day of week 'MO' cannot be read",
        "1,,2 * * * *          | minute '' cannot be read",
        "1, * * * *            | minute '' cannot be read",
        "-5 * * * *            | minute '-5' cannot be read",
        "1-2-3 * * * *         | minute '1-2-3' cannot be read",
        "5-* * * * *           | minute '5-*' cannot be read",
        "1.5 * * * *           | minute '1.5' cannot be read",
        "99999999999 * * * *   | minute '99999999999' cannot be read",
        "? * * * * *           | second '?' cannot be read",
        "0 0 ? * 1             | day of month '?' has no meaning in five fields",
        "0 0 L * *             | day of month 'L' has no meaning in five fields",
        "0 0 * * 5L            | day of week '5L' has no meaning in five fields",
        "0 0 * * 5#2           | day of week '5#2' has no meaning in five fields",
        "0 0 0 L-28 * ?        | day of month 'L-28' is out of range",
        "0 0 0 L-0 * ?         | day of month 'L-0' is out of range",
        "0 0 0 L-3W * ?        | day of month 'L-3W' cannot be read",
        "0 0 0 0W * ?          | day of month '0W' is ambiguous",
        "0 0 0 31W * ?         | day of month '31W' is ambiguous",
        "0 0 0 28W * *         | day of month '28W' is ambiguous",
        "0 0 0 * * FRI#0       | day of week 'FRI#0' is out of range",
        "0 0 0 * * FRI#6       | day of week 'FRI#6' is out of range",
        "0 0 0 * * L           | day of week 'L' names no weekday",
        "0 0 0 ? * MON-FRI/2   | day of week 'MON-FRI/2' is ambiguous, after a name Quartz silently",
        "0 0 0 ? * MON/2 2027  | day of week 'MON/2' is ambiguous, after a name Quartz silently",
        "0 0 0 1 JAN-JUN/2 ?   | month 'JAN-JUN/2' is ambiguous, after a name Quartz silently",
        "0 0 0 ? * MON#1,FRI   | day of week 'MON#1,FRI' is ambiguous, Quartz cannot read 'MON#1'",
        "0 0 0 ? * 2,6L 2027   | day of week '2,6L' is ambiguous, Quartz cannot read '6L'",
        "0 0 0 ?,1 * MON       | day of month '?' cannot be read",
        "0 0 0 * * * 2027      | seven fields are Quartz, which takes ? for exactly one",
        "0 0 0 ? * ? 2027      | seven fields are Quartz, which takes ? for exactly one",
        "0 0 30 2 *            | it can never run",
        "0 0 31 2,4,6,9,11 *   | it can never run",
        "0 0 0 1 * MON#2       | it can never run",
        "0 0 0 15W * SAT       | it can never run",
        "0 0 0 29 2 ? 2027     | it can never run",
        "0 0 */2 * 1           | day of month '*/2' beside day of week '1' is ambiguous",
        "0 0 13 * */2          | day of month '13' beside day of week '*/2' is ambiguous",
      })
  void everyRefusalNamesTheExpressionTheValueTheRuleTheConsequenceAndTheRemedy(
      String expression, String rule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CronSchedule.parse(expression, ZoneOffset.UTC))
        .withMessageStartingWith("Cron expression '" + expression.strip() + "': " + rule)
        .withMessageMatching("(?s).*\\. Nothing is scheduled\\. (Write|Ask) .*");
  }

  @Test
  void numericWeekdayBesideAQuestionMarkIsRefusedWithTheFixAndTheNextFiveTimesOfEachReading() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CronSchedule.parse("0 0 0 ? * 2-6", ZoneId.of("Europe/Berlin"), NOW))
        .withMessage(
            """
            Cron expression '0 0 0 ? * 2-6': day of week '2-6' beside '?' is ambiguous, Quartz counts \
            from Sunday = 1 and Spring from Monday = 1. Nothing is scheduled. Write names of weekdays:
              0 0 0 ? * MON-FRI, as Quartz reads it: 2026-04-21T00:00+02:00, 2026-04-22T00:00+02:00, \
            2026-04-23T00:00+02:00, 2026-04-24T00:00+02:00, 2026-04-27T00:00+02:00
              0 0 0 ? * TUE-SAT, as Spring reads it: 2026-04-21T00:00+02:00, 2026-04-22T00:00+02:00, \
            2026-04-23T00:00+02:00, 2026-04-24T00:00+02:00, 2026-04-25T00:00+02:00.""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1        | SUN             | MON",
        "7        | SAT             | SUN",
        "2,4      | MON,WED         | TUE,THU",
        "6L       | FRIL            | SATL",
        "6#3      | FRI#3           | SAT#3",
        "MON-5    | MON-THU         | MON-FRI",
        "1-7      | MON-SUN         | MON-SUN",
        "*/2      | TUE,THU,SAT,SUN | MON,WED,FRI,SUN",
        "L        | SAT             | SUN",
      })
  void weekdayThatQuartzAndSpringReadApartIsRefusedWithBothReadings(
      String weekday, String quartz, String spring) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CronSchedule.parse("0 0 0 ? * " + weekday, ZoneOffset.UTC, NOW))
        .withMessageContaining("0 0 0 ? * " + quartz + ", as Quartz reads it: 2026-")
        .withMessageContaining("0 0 0 ? * " + spring + ", as Spring reads it: 2026-");
  }

  @Test
  void sundayAsZeroBesideAQuestionMarkHasOnlySpringsReading() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CronSchedule.parse("0 0 0 ? * 0", ZoneOffset.UTC, NOW))
        .withMessageContaining("Sunday is 0 in Spring, while Quartz begins at 1")
        .withMessageContaining("0 0 0 ? * SUN, as Spring reads it: 2026-04-26T00:00Z");
  }

  @Test
  void faultInAnotherFieldIsNamedBeforeTheAmbiguousWeekday() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CronSchedule.parse("0 99 0 ? * 2", ZoneOffset.UTC, NOW))
        .withMessageContaining("minute '99' is out of range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MON", "MON-FRI", "FRI-MON", "SUN-TUE", "FRIL", "MON#1", "sat,sun", "*"})
  void namedWeekdayBesideAQuestionMarkIsAccepted(String weekday) {
    assertThatCode(() -> CronSchedule.parse("0 0 0 ? * " + weekday, ZoneOffset.UTC))
        .doesNotThrowAnyException();
  }

  @Test
  void lineBreaksAndControlCharactersDoNotReachTheMessage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CronSchedule.parse("0 0\n* *\u0007 X", ZoneOffset.UTC))
        .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("\n", "\u0007"));
  }

  @Test
  void yearsThatArePastAreReadAndHaveNoNextRun() {
    CronSchedule schedule = CronSchedule.parse("0 0 0 1 1 ? 2020", ZoneOffset.UTC);
    assertThat(schedule.next(NOW)).isNull();
    assertThat(schedule.next(NOW, 5)).isEmpty();
  }

  @Test
  void instantsBeyondTheCalendarHaveNoNextRunAndDoNotFail() {
    CronSchedule schedule = CronSchedule.parse("@midnight", ZoneId.of("Pacific/Kiritimati"));
    assertThat(schedule.next(Instant.MAX)).isNull();
    assertThat(schedule.next(Instant.parse("9999-12-31T23:00:00Z"))).isNull();
    assertThat(schedule.next(Instant.MIN)).isNotNull();
  }
}
