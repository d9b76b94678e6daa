package dev.midnight.quartz;

import static dev.midnight.MisfirePolicy.CATCH_UP_ONCE;
import static dev.midnight.MisfirePolicy.SKIP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midnight.CronSchedule;
import dev.midnight.MisfirePolicy;
import dev.midnight.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quartz.JobKey;
import org.quartz.TriggerKey;

class RefreshTriggerTests {

  private static final Instant EVENING = Instant.parse("2026-11-22T22:00:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-11-23T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration JITTER = Duration.ofSeconds(17);

  private final SettableClock clock = new SettableClock(EVENING);

  @Test
  void stallShorterThanTheToleranceYieldsOneRunAndNoBurst() {
    RefreshTrigger trigger = trigger("* * * * * *", Duration.ZERO, CATCH_UP_ONCE);

    fireAt(trigger, EVENING.plusMillis(4_200));

    assertThat(trigger.firing()).isEqualTo(new Firing(EVENING.plusSeconds(1), Trigger.SCHEDULE));
    assertThat(next(trigger)).isEqualTo(EVENING.plusSeconds(5));
  }

  @Test
  void longStopIsCaughtUpOnceForTheFirstMissedTime() {
    RefreshTrigger trigger = trigger("0 0 0 * * *", JITTER, CATCH_UP_ONCE);
    Instant days = MIDNIGHT.plus(DAY.multipliedBy(3)).plusSeconds(3600);

    fireAt(trigger, days);

    assertThat(trigger.firing()).isEqualTo(new Firing(MIDNIGHT, Trigger.CATCH_UP));
    assertThat(next(trigger)).isEqualTo(MIDNIGHT.plus(DAY.multipliedBy(4)).plus(JITTER));
  }

  @Test
  void longStopIsSkippedWhereThePolicySaysSo() {
    RefreshTrigger trigger = trigger("0 0 0 * * *", JITTER, SKIP);

    fireAt(trigger, MIDNIGHT.plusSeconds(3600));

    assertThat(trigger.firing()).isEqualTo(new Firing(MIDNIGHT, null));
    assertThat(next(trigger)).isEqualTo(MIDNIGHT.plus(DAY).plus(JITTER));
  }

  @ParameterizedTest
  @EnumSource
  void latenessWithinTheToleranceIsNoMisfire(MisfirePolicy policy) {
    RefreshTrigger trigger = trigger("0 0 0 * * *", JITTER, policy);

    fireAt(trigger, MIDNIGHT.plus(JITTER).plus(Timetable.TOLERANCE));

    assertThat(trigger.firing()).isEqualTo(new Firing(MIDNIGHT, Trigger.SCHEDULE));
  }

  @Test
  void timeThatIsPutOffIntoTheFutureByJitterIsNotPassedOver() {
    RefreshTrigger trigger = trigger("0 * * * * *", JITTER, CATCH_UP_ONCE);
    Instant minute = EVENING.plusSeconds(60);

    fireAt(trigger, minute.plusSeconds(65));

    assertThat(next(trigger)).isEqualTo(minute.plusSeconds(60).plus(JITTER));
  }

  @Test
  void firingEarlyDoesNotFireTheSameTimeTwice() {
    RefreshTrigger trigger = trigger("0 0 0 * * *", Duration.ZERO, CATCH_UP_ONCE);

    fireAt(trigger, MIDNIGHT.minusMillis(2));

    assertThat(trigger.firing()).isEqualTo(new Firing(MIDNIGHT, Trigger.SCHEDULE));
    assertThat(next(trigger)).isEqualTo(MIDNIGHT.plus(DAY));
  }

  @Test
  void clockSetBackDoesNotFireTheSameTimeTwice() {
    RefreshTrigger trigger = trigger("0 0 0 * * *", JITTER, CATCH_UP_ONCE);

    fireAt(trigger, MIDNIGHT.minusSeconds(600));

    assertThat(next(trigger)).isEqualTo(MIDNIGHT.plus(DAY).plus(JITTER));
  }

  @Test
  void scheduleWithAYearFiresItsLastTimeAndEnds() {
    RefreshTrigger trigger = trigger("0 0 0 23 11 ? 2026", JITTER, CATCH_UP_ONCE);

    fireAt(trigger, MIDNIGHT.plusSeconds(3600));

    assertThat(trigger.firing()).isEqualTo(new Firing(MIDNIGHT, Trigger.CATCH_UP));
    assertThat(trigger.mayFireAgain()).isFalse();
  }

  @Test
  void triggerHandedBackFiresAtTheTimeItFiredAt() {
    RefreshTrigger trigger = trigger("0 0 0 * * *", JITTER, CATCH_UP_ONCE);
    fireAt(trigger, MIDNIGHT.plus(JITTER));

    RefreshTrigger again = trigger.handedBack();
    again.computeFirstFireTime(null);
    fireAt(again, MIDNIGHT.plusSeconds(7200));

    assertThat(again.firing()).isEqualTo(new Firing(MIDNIGHT, Trigger.CATCH_UP));
  }

  @Test
  void jitterIsCutToTheGrainOfQuartz() {
    RefreshTrigger trigger = trigger("0 0 0 * * *", Duration.ofNanos(1_999_999), CATCH_UP_ONCE);

    fireAt(trigger, MIDNIGHT.plusMillis(1));

    assertThat(trigger.firing()).isEqualTo(new Firing(MIDNIGHT, Trigger.SCHEDULE));
  }

  @Test
  void endTimeIsRefused() {
    RefreshTrigger trigger = trigger("0 0 0 * * *", Duration.ZERO, CATCH_UP_ONCE);

    assertThatThrownBy(() -> trigger.setEndTime(Date.from(MIDNIGHT)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("prices");
  }

  @Test
  void firstTimeIsTheFirstDueAfterNowPlusJitter() {
    assertThat(next(trigger("0 0 0 * * *", JITTER, SKIP))).isEqualTo(MIDNIGHT.plus(JITTER));
  }

  @Test
  void copyFromItsBuilderHasTheSameTimes() {
    RefreshTrigger trigger = trigger("0 0 0 * * *", JITTER, CATCH_UP_ONCE);

    RefreshTrigger copy = trigger.getTriggerBuilder().build();
    copy.computeFirstFireTime(null);

    assertThat(next(copy)).isEqualTo(next(trigger));
    assertThat(copy.getFireTimeAfter(Date.from(MIDNIGHT.plus(JITTER))))
        .isEqualTo(Date.from(MIDNIGHT.plus(DAY).plus(JITTER)));
  }

  private RefreshTrigger trigger(String cron, Duration jitter, MisfirePolicy policy) {
    var timetable = new Timetable(CronSchedule.parse(cron, ZoneOffset.UTC), jitter, policy);
    var trigger =
        new RefreshTrigger(new TriggerKey("prices"), new JobKey("prices"), timetable, clock);
    trigger.computeFirstFireTime(null);
    return trigger;
  }

  private void fireAt(RefreshTrigger trigger, Instant now) {
    clock.set(now);
    trigger.triggered(null);
  }

  private static @Nullable Instant next(RefreshTrigger trigger) {
    Date next = trigger.getNextFireTime();
    return next == null ? null : next.toInstant();
  }
}
