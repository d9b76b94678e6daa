package dev.midnight;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The two readings of the weekday in six fields with {@code ?}, which Quartz and Spring share. */
final class CronWeekdayReadings {

  /** A number that stands for a weekday, rather than for a step or for the n-th one in a month. */
  private static final Pattern NUMBERED = Pattern.compile("(?:^|[,-])\\d");

  private static final int EXAMPLES = 5;

  private final List<String> fields;
  private final ZoneId zone;
  private final Instant now;

  CronWeekdayReadings(List<String> fields, ZoneId zone, Instant now) {
    this.fields = fields;
    this.zone = zone;
    this.now = now;
  }

  /** Numbers are refused even where the readings agree, so that an edit cannot turn the meaning. */
  void refuseIfTheyDiffer() throws CronRefusal {
    String weekday = fields.get(5);
    if (weekday.equals("L")) {
      throw refusal("Quartz ends the week on Saturday and Spring on Sunday", "SAT", "SUN");
    }
    String spring = CronDays.ofWeek(weekday, CronDialect.SPRING);
    if (weekday.contains("0")) {
      throw refusal("Sunday is 0 in Spring, while Quartz begins at 1", "", named(spring));
    }
    String quartz = CronDays.ofWeek(weekday, CronDialect.QUARTZ);
    if (NUMBERED.matcher(weekday).find()) {
      throw refusal(
          "Quartz counts from Sunday = 1 and Spring from Monday = 1", named(quartz), named(spring));
    }
    if (!spring.equals(quartz)) {
      throw refusal(
          "Quartz begins the week on Sunday and Spring on Monday", named(quartz), named(spring));
    }
  }

  private CronRefusal refusal(String why, String quartz, String spring) {
    return new CronRefusal(
        "day of week '%s' beside '?' is ambiguous, %s".formatted(fields.get(5), why),
        "Write names of weekdays:%s%s"
            .formatted(reading(CronDialect.QUARTZ, quartz), reading(CronDialect.SPRING, spring)));
  }

  private String reading(CronDialect dialect, String weekdays) {
    if (weekdays.isEmpty()) {
      return "";
    }
    List<String> fixed = new ArrayList<>(fields);
    fixed.set(5, weekdays);
    String expression = String.join(" ", fixed);
    String times =
        CronSchedule.parse(expression, zone).next(now, EXAMPLES).stream()
            .map(time -> time.atZone(zone).toOffsetDateTime().toString())
            .collect(Collectors.joining(", "));
    return "%n  %s, as %s reads it: %s".formatted(expression, dialect.title(), times);
  }

  /** The weekdays by name, three or more in a row as a range. */
  private static String named(String days) {
    List<String> items = new ArrayList<>(Arrays.asList(days.split(",")));
    List<String> names = items.stream().map(CronWeekdayReadings::name).toList();
    boolean plain = items.stream().allMatch(item -> item.length() == 1);
    int span = items.get(items.size() - 1).charAt(0) - items.get(0).charAt(0) + 1;
    return plain && items.size() > 2 && span == items.size()
        ? names.get(0) + "-" + names.get(names.size() - 1)
        : String.join(",", names);
  }

  private static String name(String item) {
    return CronField.shortName(DayOfWeek.of(item.charAt(0) - '0')) + item.substring(1);
  }
}
