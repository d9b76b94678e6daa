package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.CronSchedule;
import dev.midnight.MisfirePolicy;
import dev.midnight.Outcome;
import dev.midnight.Trigger;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.DeltaReport;
import dev.midnight.spi.ManagedDeltas;
import dev.midnight.spi.SkipReason;
import dev.midnight.test.CommandedCache;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Caches whose timer never fires. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScheduleWatchTests {

  private static final Instant EVENING = Instant.parse("2026-03-01T18:00:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
  private static final Duration JITTER = Duration.ofSeconds(30);
  private static final CronSchedule DAILY = CronSchedule.parse("0 0 0 * * *", ZoneOffset.UTC);

  private final RecordedEvents events = new RecordedEvents();

  @Test
  void scheduledTimeThatMayStillComeByItselfIsLeftToTheTimer() {
    try (CommandedCache<String, Integer> cache = daily(MisfirePolicy.CATCH_UP_ONCE)) {
      lookAt(cache, MIDNIGHT.plus(JITTER).plus(ScheduleWatch.GRACE).minusMillis(1));
      assertThat(events.started).hasSize(1);
    }
  }

  @Test
  void scheduledTimeThatNeverCameIsServedOnce() {
    try (CommandedCache<String, Integer> cache = daily(MisfirePolicy.CATCH_UP_ONCE)) {
      lookAt(cache, MIDNIGHT.plus(JITTER).plus(ScheduleWatch.GRACE));
      lookAt(cache, MIDNIGHT.plus(Duration.ofHours(1)));
      await().until(() -> events.finished.size() == 2);
      assertThat(events.finished.get(1).trigger()).isEqualTo(Trigger.CATCH_UP);
      assertThat(cache.cache().snapshot().generation()).isEqualTo(2);
      assertThat(Managed.of(cache).servedUpTo(MIDNIGHT).join()).isTrue();
    }
  }

  @Test
  void scheduledTimeThatTheTimerToldOfIsNotServedAgain() {
    try (CommandedCache<String, Integer> cache = daily(MisfirePolicy.CATCH_UP_ONCE)) {
      cache.clock().set(MIDNIGHT.plus(JITTER));
      Managed.of(cache).tick(MIDNIGHT, Trigger.SCHEDULE);
      assertThat(Managed.of(cache).servedUpTo(MIDNIGHT).join()).isTrue();
      lookAt(cache, MIDNIGHT.plus(Duration.ofHours(3)));
      assertThat(events.started).hasSize(2);
    }
  }

  @Test
  void timerThatSaysNothingShowsUntilItSpeaksAgain() {
    try (CommandedCache<String, Integer> cache = daily(MisfirePolicy.CATCH_UP_ONCE)) {
      assertThat(schedule(cache).timerSilent()).isFalse();
      lookAt(cache, MIDNIGHT.plus(Duration.ofHours(1)));
      assertThat(schedule(cache).overdue()).isEqualTo(1);
      assertThat(schedule(cache).timerSilent()).isTrue();

      Managed.of(cache).tick(MIDNIGHT.plus(Duration.ofDays(1)), Trigger.SCHEDULE);
      assertThat(schedule(cache).overdue()).isEqualTo(1);
      assertThat(schedule(cache).timerSilent()).isFalse();
    }
  }

  /** What depends on it serves its time before the timer does; that says nothing of the timer. */
  @Test
  void timeServedForADependentDoesNotSpeakForTheTimer() {
    try (CommandedCache<String, Integer> cache = daily(MisfirePolicy.CATCH_UP_ONCE)) {
      lookAt(cache, MIDNIGHT.plus(Duration.ofHours(1)));
      cache.clock().set(MIDNIGHT.plus(Duration.ofDays(1)));
      Managed.of(cache).servedUpTo(cache.clock().instant()).join();
      assertThat(schedule(cache).timerSilent()).isTrue();
    }
  }

  @Test
  void deltaThatTheTimerForgetsIsTakenAndTheSilenceShowsUntilItSpeaks() {
    CronSchedule everyMinute = CronSchedule.parse("0 * * * * *", ZoneOffset.UTC);
    try (CommandedCache<String, Integer> cache =
        CommandedCache.of(
            "c",
            builder ->
                builder
                    .deltaLoader(
                        (watermark, out, context) -> {
                          out.put("a", 2);
                          return "1";
                        })
                    .deltaSchedule(everyMinute)
                    .deltaJitter(Duration.ZERO))) {
      cache.clock().set(EVENING.plusSeconds(1));
      cache.publish(Map.of("a", 1));
      ManagedDeltas deltas = Objects.requireNonNull(Managed.of(cache).deltas());
      cache.clock().set(EVENING.plus(ScheduleWatch.GRACE).plusSeconds(59));
      watch(cache).look(EVENING);
      assertThat(deltas.status().timerSilent()).isFalse();

      cache.clock().set(EVENING.plus(ScheduleWatch.GRACE).plusSeconds(60));
      watch(cache).look(EVENING);
      watch(cache).look(EVENING);
      await().until(() -> deltas.status().last() != null);
      assertThat(deltas.status().last())
          .extracting(DeltaReport::trigger, DeltaReport::outcome)
          .containsExactly(Trigger.CATCH_UP, Outcome.PUBLISHED);
      assertThat(cache.cache().get("a")).isEqualTo(2);
      assertThat(deltas.status().timerSilent()).isTrue();

      deltas.tick(EVENING.plus(Duration.ofMinutes(2)), Trigger.SCHEDULE);
      assertThat(deltas.status().timerSilent()).isFalse();
      cache.clock().set(EVENING.plus(Duration.ofMinutes(3)));
      watch(cache).look(EVENING);
      assertThat(deltas.status().timerSilent()).isFalse();
    }
  }

  private static CacheStatus.Schedule schedule(CommandedCache<?, ?> cache) {
    return Objects.requireNonNull(Managed.status(cache).schedule());
  }

  @Test
  void scheduledTimeBeforeTheWatchBeganIsOfNoInterest() {
    try (CommandedCache<String, Integer> cache = daily(MisfirePolicy.CATCH_UP_ONCE)) {
      cache.clock().set(MIDNIGHT.plus(Duration.ofHours(2)));
      watch(cache).look(MIDNIGHT.plus(Duration.ofHours(1)));
      assertThat(events.started).hasSize(1);
    }
  }

  @Test
  void missedTimeIsGivenUpWhereThatIsThePolicy() {
    try (CommandedCache<String, Integer> cache = daily(MisfirePolicy.SKIP)) {
      lookAt(cache, MIDNIGHT.plus(Duration.ofHours(1)));
      lookAt(cache, MIDNIGHT.plus(Duration.ofHours(2)));
      assertThat(events.skipped).containsExactly(SkipReason.MISSED);
      assertThat(events.started).hasSize(1);
    }
  }

  /** A pin until six was noticed by the refresh of the next midnight. */
  @Test
  void pinWhoseTimeIsOverEndsWithARefresh() {
    try (CommandedCache<String, Integer> cache = daily(MisfirePolicy.CATCH_UP_ONCE)) {
      Instant until = cache.clock().instant().plusSeconds(60);
      assertThat(Managed.of(cache).pin(null, until, null).refusal()).isNull();
      cache.clock().set(until.minusSeconds(1));
      watch(cache).look(EVENING);
      assertThat(events.started).hasSize(1);
      cache.clock().set(until);
      watch(cache).look(EVENING);
      await().until(() -> events.finished.size() == 2);
      assertThat(events.finished.get(1).trigger()).isEqualTo(Trigger.CATCH_UP);
      watch(cache).look(EVENING);
      assertThat(events.started).hasSize(2);
    }
  }

  @Test
  void pausedCacheMakesUpForItWhenItIsResumed() {
    try (CommandedCache<String, Integer> cache = daily(MisfirePolicy.CATCH_UP_ONCE)) {
      Managed.of(cache).pause("maintenance");
      lookAt(cache, MIDNIGHT.plus(Duration.ofHours(1)));
      assertThat(events.skipped).containsExactly(SkipReason.PAUSED);
      Managed.of(cache).resume();
      await().until(() -> events.finished.size() == 2);
    }
  }

  @Test
  void staleSnapshotThatNobodyTriedToRenewIsRefreshed() {
    try (CommandedCache<String, Integer> cache = daily(MisfirePolicy.CATCH_UP_ONCE)) {
      cache.clock().set(MIDNIGHT.plus(Duration.ofDays(3)));
      watch(cache).look(cache.clock().instant());
      await().until(() -> events.finished.size() == 2);
      assertThat(events.finished.get(1).trigger()).isEqualTo(Trigger.CATCH_UP);
      assertThat(Managed.status(cache).age()).isZero();
    }
  }

  @Test
  void watchHasOneThreadWhichEndsWithIt() throws Exception {
    try (CommandedCache<String, Integer> cache = daily(MisfirePolicy.CATCH_UP_ONCE)) {
      ObservedThreads threads = new ObservedThreads();
      ScheduleWatch watch =
          new ScheduleWatch(() -> List.of(Managed.of(cache)), cache.clock(), threads);
      watch.start();
      watch.start();
      assertThat(watch.isRunning()).isTrue();
      assertThat(threads.alive()).hasSize(1);
      watch.stop();
      assertThat(watch.isRunning()).isFalse();
      await().until(() -> threads.alive().isEmpty());
    }
  }

  private CommandedCache<String, Integer> daily(MisfirePolicy misfire) {
    CommandedCache<String, Integer> cache =
        CommandedCache.of(
            "prices", b -> b.schedule(DAILY).jitter(JITTER).misfire(misfire).events(events));
    cache.clock().set(EVENING);
    cache.publish(Map.of("a", 1));
    return cache;
  }

  private static void lookAt(CommandedCache<String, Integer> cache, Instant now) {
    cache.clock().set(now);
    watch(cache).look(EVENING);
  }

  private static ScheduleWatch watch(CommandedCache<String, Integer> cache) {
    return new ScheduleWatch(
        () -> List.of(Managed.of(cache)), cache.clock(), CacheThreads.PLATFORM);
  }
}
