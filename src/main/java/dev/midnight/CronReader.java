package dev.midnight;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The reader of one cron expression: finds its dialect, refuses what two dialects read apart. */
final class CronReader {

  private static final Map<String, String> MACROS =
      Map.of(
          "@MIDNIGHT", "0 0 * * *",
          "@DAILY", "0 0 * * *",
          "@HOURLY", "0 * * * *",
          "@WEEKLY", "0 0 * * SUN",
          "@MONTHLY", "0 0 1 * *",
          "@YEARLY", "0 0 1 1 *",
          "@ANNUALLY", "0 0 1 1 *");

  private final String expression;
  private final ZoneId zone;
  private final Instant now;

  /**
   * @param expression without outer blanks, one blank between fields, in upper case
   * @param now where the examples in a refusal begin
   */
  CronReader(String expression, ZoneId zone, Instant now) {
    this.expression = expression;
    this.zone = zone;
    this.now = now;
  }

  CronFields read() throws CronRefusal {
    List<String> fields = List.of(MACROS.getOrDefault(expression, expression).split(" "));
    refuseWhatIsNoExpression();
    return switch (fields.size()) {
      case 5 -> CronFields.of(withSecond(withYear(fields)), CronDialect.UNIX);
      case 6 -> sixFields(fields);
      case 7 -> quartz(fields);
      default ->
          throw new CronRefusal(
              "it has %d fields, but Unix cron has 5, Spring 6 and Quartz 6 or 7"
                  .formatted(fields.size()),
              "Write for example 0 0 0 * * * for every midnight");
    };
  }

  private void refuseWhatIsNoExpression() throws CronRefusal {
    if (expression.isEmpty()) {
      throw new CronRefusal("it is empty", "Write for example 0 0 0 * * *, or - for no schedule");
    }
    if (expression.equals("-")) {
      throw new CronRefusal(
          "'-' switches a schedule off and is not one itself",
          "Ask for - before parsing, or write for example 0 0 0 * * *");
    }
    if (expression.startsWith("@") && !MACROS.containsKey(expression)) {
      throw new CronRefusal(
          "this macro is unknown, there are @midnight, @hourly, @daily, @weekly, @monthly, @yearly and @annually",
          "Write one of these, or fields, for example 0 0 0 * * *");
    }
  }

  private CronFields sixFields(List<String> fields) throws CronRefusal {
    List<String> texts = withYear(fields);
    if (fields.contains("?")) {
      refuseWhatQuartzReadsApart(fields);
    }
    return CronFields.of(texts, CronDialect.SPRING);
  }

  private void refuseWhatQuartzReadsApart(List<String> fields) throws CronRefusal {
    List<String> anyWeekday = withYear(fields);
    anyWeekday.set(5, "*");
    CronFields.of(anyWeekday, CronDialect.QUARTZ);
    String weekday = fields.get(5);
    if (!weekday.equals("*") && !weekday.equals("?")) {
      new CronWeekdayReadings(fields, zone, now).refuseIfTheyDiffer();
    }
  }

  private static CronFields quartz(List<String> fields) throws CronRefusal {
    if (fields.get(3).equals("?") == fields.get(5).equals("?")) {
      throw new CronRefusal(
          "seven fields are Quartz, which takes ? for exactly one of day of month '%s' and day of week '%s'"
              .formatted(fields.get(3), fields.get(5)),
          "Write ? for the day field that does not matter");
    }
    return CronFields.of(fields, CronDialect.QUARTZ);
  }

  private static List<String> withSecond(List<String> fields) {
    List<String> texts = new ArrayList<>(fields);
    texts.add(0, "0");
    return texts;
  }

  private static List<String> withYear(List<String> fields) {
    List<String> texts = new ArrayList<>(fields);
    texts.add("*");
    return texts;
  }
}
