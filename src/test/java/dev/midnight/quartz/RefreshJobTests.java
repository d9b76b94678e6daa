package dev.midnight.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.midnight.CronSchedule;
import dev.midnight.MisfirePolicy;
import dev.midnight.Trigger;
import dev.midnight.spi.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;

class RefreshJobTests {

  private static final Instant START = Instant.parse("2026-11-22T23:59:59Z");

  private final SettableClock clock = new SettableClock(START);
  private final RecordingTarget target = RecordingTarget.everySecond("prices");
  private final RefreshTrigger trigger = firedTrigger();
  private final Scheduler scheduler = mock();
  private final JobExecutionContext context = mock();

  @BeforeEach
  void setUp() {
    given(context.getScheduler()).willReturn(scheduler);
    given(context.getTrigger()).willReturn(trigger);
    given(context.getScheduledFireTime()).willReturn(Date.from(START.plusSeconds(1)));
    given(context.getJobDetail())
        .willReturn(JobBuilder.newJob(RefreshJob.class).withIdentity("prices").build());
  }

  @Test
  void timeLetThroughWhileStoppedIsPutBackAndNotCalled() throws SchedulerException {
    given(scheduler.isInStandbyMode()).willReturn(true);

    execute(Map.of("prices", target));

    assertThat(target.ticks).isEmpty();
    verify(scheduler).rescheduleJob(trigger.getKey(), trigger.handedBack());
  }

  @Test
  void timeLetThroughAfterCloseIsDropped() throws SchedulerException {
    given(scheduler.isInStandbyMode()).willReturn(true);
    given(scheduler.isShutdown()).willReturn(true);

    execute(Map.of("prices", target));

    assertThat(target.ticks).isEmpty();
    verify(scheduler, never()).rescheduleJob(trigger.getKey(), trigger);
  }

  @Test
  void unknownNameIsNoFailure() {
    assertThatCode(() -> execute(Map.of())).doesNotThrowAnyException();
  }

  @Test
  void dueTimeIsHandedOff() {
    execute(Map.of("prices", target));

    assertThat(target.ticks)
        .singleElement()
        .satisfies(
            tick -> {
              assertThat(tick.due()).isEqualTo(START.plusSeconds(1));
              assertThat(tick.trigger()).isEqualTo(Trigger.SCHEDULE);
            });
  }

  @Test
  void firingEarlyWaitsForItsTime() {
    Instant soon = Instant.now().plusMillis(300).truncatedTo(ChronoUnit.MILLIS);
    given(context.getScheduledFireTime()).willReturn(Date.from(soon));

    execute(Map.of("prices", target));

    assertThat(target.ticks)
        .singleElement()
        .satisfies(tick -> assertThat(tick.at()).isAfterOrEqualTo(soon));
  }

  private void execute(Map<String, Scheduled> targets) {
    new RefreshJob(targets).execute(context);
  }

  private RefreshTrigger firedTrigger() {
    var schedule = CronSchedule.parse(RecordingTarget.EVERY_SECOND, ZoneOffset.UTC);
    var timetable = new Timetable(schedule, Duration.ZERO, MisfirePolicy.CATCH_UP_ONCE);
    var fired =
        new RefreshTrigger(new TriggerKey("prices"), new JobKey("prices"), timetable, clock);
    fired.computeFirstFireTime(null);
    clock.set(START.plusSeconds(1));
    fired.triggered(null);
    return fired;
  }
}
