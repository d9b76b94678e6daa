package dev.midnight.quartz;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.CronSchedule;
import dev.midnight.MisfirePolicy;
import dev.midnight.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quartz.JobKey;
import org.quartz.TriggerKey;

/** Quartz's own cron trigger fires on 364 days of 2026 in each of these zones. */
class MissingMidnightTests {

  private static final Duration JITTER = Duration.ofSeconds(30);

  @ParameterizedTest
  @CsvSource({
    "Africa/Cairo, 2026-04-24",
    "America/Santiago, 2026-09-06",
    "Asia/Beirut, 2026-03-29",
    "America/Havana, 2026-03-08"
  })
  void nightWithoutMidnightFiresAtTheFirstInstantAfterTheGap(ZoneId zone, LocalDate night) {
    List<Firing> firings = firingsOf2026(zone);

    assertThat(firings).hasSize(365).extracting(Firing::reason).containsOnly(Trigger.SCHEDULE);
    assertThat(firings)
        .extracting(firing -> firing.due().atZone(zone).toLocalDate())
        .doesNotHaveDuplicates();
    assertThat(firings).extracting(Firing::due).contains(night.atStartOfDay(zone).toInstant());
  }

  private static List<Firing> firingsOf2026(ZoneId zone) {
    Instant end = LocalDate.of(2027, 1, 1).atStartOfDay(zone).toInstant();
    var clock =
        new SettableClock(LocalDate.of(2026, 1, 1).atStartOfDay(zone).minusHours(1).toInstant());
    RefreshTrigger trigger = midnightly(zone, clock);
    List<Firing> firings = new ArrayList<>();
    while (next(trigger).isBefore(end)) {
      clock.set(next(trigger));
      trigger.triggered(null);
      firings.add(requireNonNull(trigger.firing()));
    }
    return firings;
  }

  private static RefreshTrigger midnightly(ZoneId zone, SettableClock clock) {
    var schedule = CronSchedule.parse("0 0 0 * * *", zone);
    var timetable = new Timetable(schedule, JITTER, MisfirePolicy.CATCH_UP_ONCE);
    var trigger =
        new RefreshTrigger(new TriggerKey("prices"), new JobKey("prices"), timetable, clock);
    trigger.computeFirstFireTime(null);
    return trigger;
  }

  private static Instant next(RefreshTrigger trigger) {
    return requireNonNull(trigger.getNextFireTime()).toInstant();
  }
}
