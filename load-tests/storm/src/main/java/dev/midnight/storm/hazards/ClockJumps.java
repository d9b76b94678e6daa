package dev.midnight.storm.hazards;

import dev.midnight.CronSchedule;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/** A job at midnight on the date on which the clocks jump over midnight: Quartz does not run it. */
final class ClockJumps implements Hazard {

  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Africa/Cairo"),
          ZoneId.of("America/Santiago"),
          ZoneId.of("Asia/Beirut"),
          ZoneId.of("America/Havana"));

  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final LocalDate END = LocalDate.of(2031, 1, 1);
  private static final Duration DAY = Duration.ofHours(25);

  @Override
  public String name() {
    return "daily job on the night when the clock jumps";
  }

  @Override
  public String story() {
    return "Where the clocks go from 00:00 to 01:00, a cron job at 00:00 has no time to run at, and"
        + " Quartz leaves the date out. A trial is one local date, 2026 to 2030, in Cairo, Santiago,"
        + " Beirut and Havana; the window is how long the data goes without a refresh.";
  }

  @Override
  public void unguarded(Effort effort, Toll toll) throws ParseException {
    for (ZoneId zone : ZONES) {
      CronExpression midnight = new CronExpression("0 0 0 * * ?");
      midnight.setTimeZone(TimeZone.getTimeZone(zone));
      count(zone, after -> midnight.getNextValidTimeAfter(Date.from(after)).toInstant(), toll);
    }
  }

  @Override
  public void withMidnight(Effort effort, Toll toll) {
    for (ZoneId zone : ZONES) {
      CronSchedule midnight = CronSchedule.parse("0 0 0 * * *", zone);
      count(zone, midnight::next, toll);
    }
  }

  private static void count(ZoneId zone, UnaryOperator<@Nullable Instant> next, Toll toll) {
    Set<LocalDate> served = new HashSet<>();
    Instant last = FIRST.atStartOfDay(zone).toInstant().minusSeconds(1);
    Instant end = END.atStartOfDay(zone).toInstant();
    for (Instant run = next.apply(last); run != null && run.isBefore(end); run = next.apply(run)) {
      served.add(run.atZone(zone).toLocalDate());
      Duration gap = Duration.between(last, run);
      if (gap.compareTo(DAY) > 0) {
        toll.window(gap.toNanos());
      }
      last = run;
    }
    long dates = FIRST.datesUntil(END).count();
    toll.tried(dates);
    toll.harm("dates without a run", dates - served.size());
  }
}
