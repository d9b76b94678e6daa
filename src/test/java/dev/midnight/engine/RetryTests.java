package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.CronSchedule;
import dev.midnight.Outcome;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.Trigger;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.ManagedCache;
import dev.midnight.test.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTests {

  private static final Instant EVENING = Instant.parse("2026-03-01T20:00:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

  private final SettableClock clock = SettableClock.at(EVENING);
  private final AtomicInteger loads = new AtomicInteger();
  private volatile String source = "fails";
  private @Nullable SnapshotCache<String, Integer> built;

  @AfterEach
  void close() {
    if (built != null) {
      built.close();
    }
  }

  private SnapshotCache<String, Integer> cache(Duration initial, Duration longest) {
    SnapshotLoader<String, Integer> loader =
        (out, context) -> {
          loads.incrementAndGet();
          switch (source) {
            case "fails" -> throw new IllegalStateException("source is down");
            case "is late" -> context.notReady("not exported yet");
            case "is empty" -> {}
            default -> out.put("a", 1);
          }
        };
    SnapshotCache<String, Integer> cache =
        SnapshotCacheBuilder.of("cities", loader)
            .schedule(CronSchedule.parse("0 0 0 * * *", ZoneOffset.UTC))
            .retry(initial, longest)
            .clock(clock)
            .build();
    built = cache;
    return cache;
  }

  private SnapshotCache<String, Integer> cache() {
    return cache(Duration.ofMinutes(1), Duration.ofMinutes(10));
  }

  private static ManagedCache managed(SnapshotCache<?, ?> cache) {
    return (ManagedCache) cache;
  }

  private static Instant next(SnapshotCache<?, ?> cache) {
    return Objects.requireNonNull(
        Objects.requireNonNull(managed(cache).status().schedule()).nextAttemptAt());
  }

  private static List<CycleReport> history(SnapshotCache<?, ?> cache) {
    return managed(cache).status().history();
  }

  private static void awaitCycles(SnapshotCache<?, ?> cache, int cycles) {
    await().until(() -> history(cache).size() == cycles);
  }

  @ParameterizedTest
  @CsvSource({"fails, FAILED", "is late, NOT_READY", "is empty, REJECTED"})
  void cycleInVainIsTriedAgainOnABackOffBeforeTheNextCron(String what, Outcome outcome) {
    source = what;
    SnapshotCache<String, Integer> cache = cache();
    assertThat(cache.refresh().join().outcome()).isEqualTo(outcome);
    assertThat(next(cache))
        .isBetween(EVENING.plusSeconds(30), EVENING.plusSeconds(60))
        .isBefore(MIDNIGHT);
    source = "answers";
    clock.set(next(cache));
    awaitCycles(cache, 2);
    CycleReport retried = history(cache).get(0);
    assertThat(retried.trigger()).isEqualTo(Trigger.RETRY);
    assertThat(retried.result().outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(retried.delay()).isLessThan(Duration.ofSeconds(1));
    assertThat(next(cache)).isEqualTo(MIDNIGHT);
  }

  @Test
  void eachFurtherTryWaitsTwiceAsLongUpToTheLimit() {
    SnapshotCache<String, Integer> cache = cache();
    cache.refresh().join();
    for (int failures = 2; failures <= 8; failures++) {
      clock.set(next(cache));
      awaitCycles(cache, failures);
      await().until(() -> next(cache).isBefore(MIDNIGHT));
      Duration delay = Duration.between(clock.instant(), next(cache));
      Duration longest = Duration.ofMinutes(Math.min(10, 1L << (failures - 1)));
      assertThat(delay).isBetween(longest.dividedBy(2), longest);
    }
  }

  @Test
  void noTryIsPlannedForTheNextScheduledTimeOrLater() {
    SnapshotCache<String, Integer> cache = cache(Duration.ofHours(8), Duration.ofHours(8));
    cache.refresh().join();
    assertThat(next(cache)).isEqualTo(MIDNIGHT);
  }

  @Test
  void tryThatFindsItsScheduledTimePassedIsDropped() {
    SnapshotCache<String, Integer> cache = cache();
    cache.refresh().join();
    clock.set(MIDNIGHT.plusSeconds(1));
    await().untilAsserted(() -> assertThat(next(cache)).isEqualTo(MIDNIGHT.plusSeconds(86_400)));
    assertThat(loads).hasValue(1);
  }

  @Test
  void successByHandSupersedesThePendingTry() {
    SnapshotCache<String, Integer> cache = cache();
    cache.refresh().join();
    Instant pending = next(cache);
    source = "answers";
    cache.refresh().join();
    assertThat(pending).isBefore(MIDNIGHT);
    assertThat(next(cache)).isEqualTo(MIDNIGHT);
  }

  @Test
  void cancelledCycleAndDryRunPlanNothing() {
    SnapshotCache<String, Integer> cache = cache();
    managed(cache).dryRun().result().join();
    assertThat(next(cache)).isEqualTo(MIDNIGHT);
  }

  @Test
  void pauseGivesUpThePendingTryAndResumePlansAnew() {
    SnapshotCache<String, Integer> cache = cache();
    cache.refresh().join();
    managed(cache).pause("maintenance");
    assertThat(Objects.requireNonNull(managed(cache).status().schedule()).nextAttemptAt()).isNull();
    clock.advance(Duration.ofHours(1));
    managed(cache).resume();
    assertThat(next(cache))
        .isBetween(clock.instant().plusSeconds(30), clock.instant().plusSeconds(60));
    assertThat(loads).hasValue(1);
  }

  @Test
  void closeEndsTheThreadThatWaits() {
    SnapshotCache<String, Integer> cache = cache();
    cache.refresh().join();
    assertThat(waiting()).isTrue();
    cache.close();
    await().untilAsserted(() -> assertThat(waiting()).isFalse());
  }

  private static boolean waiting() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("midnight-retry-cities"));
  }

  @Test
  void withoutABackOffNothingIsTriedAgain() {
    SnapshotCache<String, Integer> cache = cache(Duration.ZERO, Duration.ZERO);
    cache.refresh().join();
    assertThat(next(cache)).isEqualTo(MIDNIGHT);
    assertThat(waiting()).isFalse();
  }
}
