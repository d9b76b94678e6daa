package dev.midnight.quartz;

import static dev.midnight.MisfirePolicy.CATCH_UP_ONCE;
import static dev.midnight.MisfirePolicy.SKIP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.midnight.CronSchedule;
import dev.midnight.Trigger;
import dev.midnight.spi.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quartz.JobExecutionException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class QuartzRefreshTimerTests {

  private final Instant hourAgo = Instant.now().minusSeconds(3600);
  private volatile InstantSource clock = () -> hourAgo;
  private final QuartzRefreshTimer timer = new QuartzRefreshTimer(PrivateScheduler.create());
  private final QuartzRefreshTimer late =
      new QuartzRefreshTimer(PrivateScheduler.create(), () -> clock.instant());

  @AfterEach
  void close() {
    timer.close();
    late.close();
  }

  @Test
  void targetThatThrowsIsLoggedOnceEachTimeAndCalledAgain(CapturedOutput output) {
    var failing = new FailingTarget(new JobExecutionException("unschedule all"));
    timer.schedule(failing, CATCH_UP_ONCE);
    timer.start();

    await().until(() -> failing.calls.get() >= 2);
    timer.stop();

    await().until(() -> occurrences(output, "not begun") == failing.calls.get());
    assertThat(output).doesNotContain("threw a");
    assertThat(timer.nextFireTime("failing")).isNotNull();
  }

  @Test
  void sameNameTwiceIsRefused() {
    timer.schedule(RecordingTarget.everySecond("prices"), CATCH_UP_ONCE);

    assertThatIllegalStateException()
        .isThrownBy(() -> timer.schedule(RecordingTarget.everySecond("prices"), SKIP))
        .withMessageContaining("'prices' is scheduled already");
  }

  @Test
  void closedTimerRefusesToScheduleAndToStartAndToleratesTheRest() {
    timer.close();

    assertThatIllegalStateException().isThrownBy(timer::start);
    assertThatIllegalStateException()
        .isThrownBy(() -> timer.schedule(RecordingTarget.everySecond("prices"), SKIP));
    assertThat(timer.nextFireTime("prices")).isNull();
    timer.stop();
    timer.close();
  }

  @Test
  void targetWithoutScheduleIsNotScheduled() {
    timer.schedule(new RecordingTarget("manual", null, Duration.ZERO), CATCH_UP_ONCE);

    assertThat(timer.nextFireTime("manual")).isNull();
  }

  @Test
  void scheduleOfAPastYearIsNotScheduledAndSaysSo(CapturedOutput output) {
    timer.schedule(new RecordingTarget("over", "0 0 0 1 1 ? 2020", Duration.ZERO), CATCH_UP_ONCE);

    assertThat(timer.nextFireTime("over")).isNull();
    assertThat(output).contains("'over': cron '0 0 0 1 1 ? 2020' has no time left");
  }

  @Test
  void scheduleThatEndsIsCalledItsLastTime() {
    var once = new RecordingTarget("once", onceAt(hourAgo.plusSeconds(60)), Duration.ZERO);
    late.schedule(once, CATCH_UP_ONCE);
    clock = InstantSource.system();
    late.start();

    await().until(() -> once.ticks.size() == 1 && late.nextFireTime("once") == null);
  }

  @Test
  void longStopIsCaughtUpExactlyOnceOrNotAtAll() {
    var caughtUp = RecordingTarget.everySecond("caught-up");
    var skipped = RecordingTarget.everySecond("skipped");
    late.schedule(caughtUp, CATCH_UP_ONCE);
    late.schedule(skipped, SKIP);
    Instant firstMissed = late.nextFireTime("caught-up");
    clock = InstantSource.system();

    late.start();
    await().until(() -> caughtUp.ticks.size() >= 3 && skipped.ticks.size() >= 2);

    assertThat(caughtUp.ticks(Trigger.CATCH_UP))
        .singleElement()
        .isEqualTo(caughtUp.ticks.get(0))
        .satisfies(tick -> assertThat(tick.due()).isEqualTo(firstMissed));
    assertThat(skipped.ticks(Trigger.CATCH_UP)).isEmpty();
    assertThat(skipped.ticks).noneMatch(tick -> tick.due().equals(firstMissed));
  }

  @Test
  void everySecondIsCalledInTurnAndNeverBeforeItsTime() {
    var prices = RecordingTarget.everySecond("prices");
    timer.schedule(prices, CATCH_UP_ONCE);
    timer.start();

    await().until(() -> prices.ticks.size() >= 4);

    assertThat(prices.ticks)
        .allSatisfy(
            tick -> {
              assertThat(tick.trigger()).isEqualTo(Trigger.SCHEDULE);
              assertThat(tick.due()).isEqualTo(tick.due().truncatedTo(ChronoUnit.SECONDS));
              assertThat(tick.at()).isAfterOrEqualTo(tick.due());
            })
        .extracting(RecordingTarget.Tick::due)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void jitterPutsTheCallOffButNotItsDueTime() {
    var jitter = Duration.ofMillis(400);
    var prices = new RecordingTarget("prices", RecordingTarget.EVERY_SECOND, jitter);
    timer.schedule(prices, CATCH_UP_ONCE);
    assertThat(timer.nextFireTime("prices"))
        .satisfies(next -> assertThat(next.toEpochMilli() % 1000).isEqualTo(400));
    timer.start();

    await().until(() -> prices.ticks.size() >= 2);

    assertThat(prices.ticks)
        .allSatisfy(
            tick -> {
              assertThat(tick.due()).isEqualTo(tick.due().truncatedTo(ChronoUnit.SECONDS));
              assertThat(tick.at()).isAfterOrEqualTo(tick.due().plus(jitter));
            });
  }

  @Test
  void stoppedTimerCallsAgainOnceStarted() {
    var prices = RecordingTarget.everySecond("prices");
    timer.schedule(prices, CATCH_UP_ONCE);
    timer.start();
    await().until(() -> !prices.ticks.isEmpty());
    timer.stop();
    timer.start();
    int before = prices.ticks.size();

    await().until(() -> prices.ticks.size() > before);
  }

  private static String onceAt(Instant time) {
    return DateTimeFormatter.ofPattern("s m H d M '?' yyyy").withZone(ZoneOffset.UTC).format(time);
  }

  private static long occurrences(CapturedOutput output, String text) {
    return output.toString().lines().filter(line -> line.contains(text)).count();
  }

  /** A target that fails each time, with a checked exception too. */
  private static final class FailingTarget implements Scheduled {

    final AtomicInteger calls = new AtomicInteger();
    private final RecordingTarget shape = RecordingTarget.everySecond("failing");
    private final JobExecutionException failure;

    FailingTarget(JobExecutionException failure) {
      this.failure = failure;
      failure.setUnscheduleAllTriggers(true);
    }

    @Override
    public String name() {
      return shape.name();
    }

    @Override
    public @Nullable CronSchedule schedule() {
      return shape.schedule();
    }

    @Override
    public Duration jitter() {
      return shape.jitter();
    }

    @Override
    public void tick(Instant due, Trigger trigger) {
      calls.incrementAndGet();
      FailingTarget.<RuntimeException>throwAnyway(failure);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Exception> void throwAnyway(Exception failure) throws T {
      throw (T) failure;
    }
  }
}
