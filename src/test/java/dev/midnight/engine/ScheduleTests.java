package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.CronSchedule;
import dev.midnight.MisfirePolicy;
import dev.midnight.OverrunPolicy;
import dev.midnight.Trigger;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.SkipReason;
import dev.midnight.test.CommandedCache;
import dev.midnight.test.HangingLoader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scheduled times that meet a running load, a pause or each other. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScheduleTests {

  private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NEXT = MIDNIGHT.plus(Duration.ofDays(1));
  private static final CronSchedule DAILY = CronSchedule.parse("0 0 0 * * *", ZoneOffset.UTC);

  private final RecordedEvents events = new RecordedEvents();

  private CommandedCache<String, Integer> daily(OverrunPolicy overrun, MisfirePolicy misfire) {
    CommandedCache<String, Integer> cache =
        CommandedCache.of(
            "prices", b -> b.schedule(DAILY).overrun(overrun).misfire(misfire).events(events));
    return cache.rows(Map.of("a", 1));
  }

  @Test
  void scheduledTimeRefreshesOnceHoweverOftenItIsTold() {
    try (CommandedCache<String, Integer> cache =
        daily(OverrunPolicy.QUEUE, MisfirePolicy.CATCH_UP_ONCE)) {
      cache.clock().advance(Duration.ofSeconds(3));
      Managed.of(cache).tick(MIDNIGHT, Trigger.SCHEDULE);
      Managed.of(cache).tick(MIDNIGHT, Trigger.SCHEDULE);

      await().until(() -> events.finished.size() == 1);
      CycleReport report = events.finished.get(0);
      assertThat(report.trigger()).isEqualTo(Trigger.SCHEDULE);
      assertThat(report.delay()).isEqualTo(Duration.ofSeconds(3));
      assertThat(Managed.of(cache).servedUpTo(MIDNIGHT).join()).isTrue();
      assertThat(events.started).hasSize(1);
    }
  }

  @Test
  void scheduledTimeThatMeetsALoadQueuesOneMore() {
    try (CommandedCache<String, Integer> cache =
            daily(OverrunPolicy.QUEUE, MisfirePolicy.CATCH_UP_ONCE);
        HangingLoader<String, Integer> hanging = hangingThenPutting()) {
      var startup = cache.loads(hanging).cache().refresh();
      hanging.awaitHanging();
      Managed.of(cache).tick(MIDNIGHT, Trigger.SCHEDULE);
      hanging.release();

      assertThat(startup.join().generation()).isEqualTo(1);
      assertThat(Managed.of(cache).servedUpTo(MIDNIGHT).join()).isTrue();
      assertThat(cache.cache().snapshot().generation()).isEqualTo(2);
      assertThat(events.overran).containsExactly("prices");
      assertThat(events.skipped).isEmpty();
    }
  }

  @Test
  void scheduledTimeThatMeetsALoadIsSkippedWhereThatIsThePolicy() {
    try (CommandedCache<String, Integer> cache =
            daily(OverrunPolicy.SKIP, MisfirePolicy.CATCH_UP_ONCE);
        HangingLoader<String, Integer> hanging = hangingThenPutting()) {
      var startup = cache.loads(hanging).cache().refresh();
      hanging.awaitHanging();
      Managed.of(cache).tick(MIDNIGHT, Trigger.SCHEDULE);

      assertThat(events.skipped).containsExactly(SkipReason.OVERRUN);
      assertThat(Managed.status(cache).queued()).isFalse();
      assertThat(Managed.of(cache).servedUpTo(MIDNIGHT).join()).isFalse();
      hanging.release();
      assertThat(startup.join().generation()).isEqualTo(1);
    }
  }

  /** A dry run, which serves nobody, cost the night where overruns are skipped. */
  @Test
  void dryRunDoesNotCostTheScheduledTime() {
    try (CommandedCache<String, Integer> cache =
            daily(OverrunPolicy.SKIP, MisfirePolicy.CATCH_UP_ONCE);
        HangingLoader<String, Integer> hanging = hangingThenPutting()) {
      Managed.of(cache.loads(hanging)).dryRun();
      hanging.awaitHanging();
      Managed.of(cache).tick(MIDNIGHT, Trigger.SCHEDULE);
      hanging.release();

      assertThat(Managed.of(cache).servedUpTo(MIDNIGHT).join()).isTrue();
      assertThat(events.skipped).isEmpty();
    }
  }

  @Test
  void pausedScheduleIsCaughtUpOnceAndARefreshByHandStillRuns() {
    try (CommandedCache<String, Integer> cache =
        daily(OverrunPolicy.QUEUE, MisfirePolicy.CATCH_UP_ONCE)) {
      Managed.of(cache).pause("maintenance");
      assertThat(Managed.status(cache).paused())
          .isEqualTo(new CacheStatus.Pause(MIDNIGHT, "maintenance"));
      assertThat(Managed.status(cache).schedule())
          .extracting(CacheStatus.Schedule::nextAttemptAt)
          .isNull();
      Managed.of(cache).tick(MIDNIGHT, Trigger.SCHEDULE);
      Managed.of(cache).tick(NEXT, Trigger.SCHEDULE);
      assertThat(events.skipped).containsExactly(SkipReason.PAUSED, SkipReason.PAUSED);
      assertThat(cache.refreshNow().generation()).isEqualTo(1);

      cache.clock().set(NEXT);
      Managed.of(cache).resume();
      Managed.of(cache).resume();

      await().until(() -> events.finished.size() == 2);
      assertThat(events.started).containsExactly(Trigger.MANUAL, Trigger.CATCH_UP);
      assertThat(Managed.status(cache).paused()).isNull();
    }
  }

  @Test
  void pauseWithoutAMissedTimeIsNotCaughtUp() {
    try (CommandedCache<String, Integer> cache =
        daily(OverrunPolicy.QUEUE, MisfirePolicy.CATCH_UP_ONCE)) {
      Managed.of(cache).pause(null);
      Managed.of(cache).resume();
      cache.refreshNow();

      assertThat(events.started).containsExactly(Trigger.MANUAL);
    }
  }

  @Test
  void missedTimesAreNotCaughtUpWhereThatIsThePolicy() {
    try (CommandedCache<String, Integer> cache = daily(OverrunPolicy.QUEUE, MisfirePolicy.SKIP)) {
      Managed.of(cache).pause(null);
      Managed.of(cache).tick(MIDNIGHT, Trigger.SCHEDULE);
      Managed.of(cache).resume();
      cache.refreshNow();

      assertThat(events.started).containsExactly(Trigger.MANUAL);
    }
  }

  /** The catch-up served nobody: children of the cache were refused until its next time. */
  @Test
  void catchUpServesTheTimeThatWasMissed() {
    try (CommandedCache<String, Integer> cache =
        daily(OverrunPolicy.QUEUE, MisfirePolicy.CATCH_UP_ONCE)) {
      Managed.of(cache).pause(null);
      Managed.of(cache).tick(MIDNIGHT, Trigger.SCHEDULE);
      assertThat(Managed.of(cache).servedUpTo(MIDNIGHT).join()).isFalse();
      Managed.of(cache).resume();

      assertThat(Managed.of(cache).servedUpTo(MIDNIGHT).join()).isTrue();
    }
  }

  private static HangingLoader<String, Integer> hangingThenPutting() {
    return HangingLoader.<String, Integer>heedingInterrupts().thenPutting(Map.of("a", 1));
  }
}
