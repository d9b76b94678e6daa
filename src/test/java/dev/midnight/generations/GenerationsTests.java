package dev.midnight.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.RefreshResult;
import dev.midnight.Snapshot;
import dev.midnight.Trigger;
import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.CacheState;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.GenerationTicket;
import dev.midnight.spi.ManagedCache;
import dev.midnight.test.CommandedCache;
import dev.midnight.test.HangingLoader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Generations of a cache and its nights, over a store that outlives it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GenerationsTests {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final MemoryStore<String, Integer> store = new MemoryStore<>();

  private CommandedCache<String, Integer> start() {
    return CommandedCache.of(
        "c", builder -> builder.store(store).maxShrink(0.5).maxStaleness(Duration.ofHours(26)));
  }

  @Test
  void nothingKeptRefusesRollbackAndApprovalAndSaysWhy() {
    try (CommandedCache<String, Integer> cache = CommandedCache.of("c")) {
      cache.publish(Map.of("a", 1));
      cache.publish(Map.of("a", 2));

      for (GenerationTicket ticket :
          List.of(of(cache).rollback(null, null, null), of(cache).approve(null, null))) {
        GenerationTicket.Refusal refusal = Objects.requireNonNull(ticket.refusal());
        assertThat(refusal.code()).isEqualTo("nothing-kept");
        assertThat(refusal.text()).contains("no store").contains("midnight.caches.c.store");
      }
    }
  }

  @Test
  void publishedGenerationsAreStoredAfterTheirCycleAndTheNewestAreKept() {
    try (CommandedCache<String, Integer> cache = start()) {
      for (int night = 1; night <= 5; night++) {
        cache.publish(Map.of("a", night));
        awaitStored(cache, night);
      }

      assertThat(standings(cache)).containsExactly("5 PUBLISHED", "4 PUBLISHED", "3 PUBLISHED");
      await()
          .until(
              () ->
                  status(cache).history().stream()
                      .allMatch(report -> report.result().phases().containsKey(Phase.SAVE)));
    }
  }

  @Test
  void storeThatFailsStopsNothingAndIsReportedAndTheNextSaveWorks() {
    try (CommandedCache<String, Integer> cache = start()) {
      store.breaks("No space left on device");
      cache.publish(Map.of("a", 1));
      await().until(() -> failure(cache) != null);
      assertThat(failure(cache)).contains("No space left on device");

      store.breaks(null);
      cache.publish(Map.of("a", 2));
      awaitStored(cache, 2);
      await().until(() -> failure(cache) == null);
    }
  }

  @Test
  void restartServesTheNewestStoredGenerationWithItsTrueAgeAndNumbersGoOn() {
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 1));
      cache.publish(Map.of("a", 2));
    }
    try (CommandedCache<String, Integer> cache = start()) {
      cache.clock().set(NOW.plus(Duration.ofHours(3)));
      assertThat(of(cache).warmStart().join()).isTrue();

      Snapshot<String, Integer> served = cache.cache().snapshot();
      assertThat(served.asMap()).isEqualTo(Map.of("a", 2));
      assertThat(served.generation()).isEqualTo(2);
      assertThat(status(cache).age()).isEqualTo(Duration.ofHours(3));
      RefreshResult next = cache.publish(Map.of("a", 3));
      assertThat(next.generation()).isEqualTo(3);
      assertThat(status(cache).lastRefresh()).extracting(report -> report.cycle()).isEqualTo(3L);
    }
  }

  @Test
  void damagedGenerationFallsBackToTheOneBefore() {
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 1));
      awaitStored(cache, 1);
      cache.publish(Map.of("a", 2));
    }
    store.damage(2);
    try (CommandedCache<String, Integer> cache = start()) {
      assertThat(of(cache).warmStart().join()).isTrue();
      assertThat(cache.cache().snapshot().generation()).isEqualTo(1);
      assertThat(failure(cache)).contains("generation 2");
      assertThat(cache.publish(Map.of("a", 3)).generation()).isEqualTo(3);
    }
  }

  @Test
  void generationOlderThanMaxStalenessIsNotServed() {
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 1));
    }
    try (CommandedCache<String, Integer> cache = start()) {
      cache.clock().set(NOW.plus(Duration.ofHours(26)).plusMillis(1));
      assertThat(of(cache).warmStart().join()).isFalse();
      assertThat(status(cache).state()).isEqualTo(CacheState.UNLOADED);
    }
  }

  /** A source that did not change for a week made its only file too old to be served. */
  @Test
  void unchangedLoadsKeepAStoredGenerationYoung() {
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 1));
      cache.clock().set(NOW.plus(Duration.ofHours(24)));
      cache.loads((out, context) -> context.unchanged()).refreshNow();
    }
    try (CommandedCache<String, Integer> cache = start()) {
      cache.clock().set(NOW.plus(Duration.ofHours(30)));
      assertThat(of(cache).warmStart().join()).isTrue();
      assertThat(status(cache).age()).isEqualTo(Duration.ofHours(6));
    }
  }

  @Test
  void firstLoadAfterARestartIsJudgedByTheSizeOfTheLastGoodOne() {
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 1, "b", 1, "c", 1, "d", 1));
    }
    try (CommandedCache<String, Integer> cache = start()) {
      RefreshResult result = cache.rows(Map.of("a", 1)).refreshNow();
      assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(result.reason()).contains("validate.max-shrink");
    }
  }

  @Test
  void rollbackPublishesTheOldContentAnewWithdrawsTheBadOneAndPins() {
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 1));
      awaitStored(cache, 1);
      cache.publish(Map.of("a", 2));
      awaitStored(cache, 2);

      RefreshResult result = carriedOut(of(cache).rollback(null, null, "prices of the test shop"));
      assertThat(result.outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(result.reason()).isEqualTo("rolled back to generation 1: prices of the test shop");
      assertThat(cache.cache().snapshot().generation()).isEqualTo(3);
      assertThat(cache.cache().snapshot().asMap()).isEqualTo(Map.of("a", 1));
      assertThat(pin(cache).generation()).isEqualTo(3);
      awaitStored(cache, 3);
      assertThat(standings(cache)).containsExactly("3 PUBLISHED", "2 WITHDRAWN", "1 PUBLISHED");

      RefreshResult pinned = cache.rows(Map.of("a", 4)).refreshNow();
      assertThat(pinned.outcome()).isEqualTo(Outcome.SKIPPED);
      assertThat(pinned.reason()).isEqualTo("pinned");
      assertThat(pinned.rows()).isEqualTo(1);
      assertThat(cache.cache().get("a")).isEqualTo(1);
    }
    try (CommandedCache<String, Integer> cache = start()) {
      assertThat(of(cache).warmStart().join()).isTrue();
      assertThat(cache.cache().snapshot().asMap()).isEqualTo(Map.of("a", 1));
      assertThat(cache.rows(Map.of("a", 4)).refreshNow().reason()).isEqualTo("pinned");

      assertThat(carriedOut(of(cache).unpin()).outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(cache.cache().get("a")).isEqualTo(4);
      assertThat(cache.cache().snapshot().generation()).isEqualTo(4);
    }
  }

  /** A load that was running when an operator rolled back must not undo it when it ends. */
  @Test
  void loadThatRunsDuringARollbackIsNotPublished() {
    try (CommandedCache<String, Integer> cache = start();
        HangingLoader<String, Integer> hanging =
            HangingLoader.<String, Integer>heedingInterrupts().thenPutting(Map.of("a", 9))) {
      cache.publish(Map.of("a", 1));
      awaitStored(cache, 1);
      cache.publish(Map.of("a", 2));
      awaitStored(cache, 2);
      var load = cache.loads(hanging).cache().refresh();
      hanging.awaitHanging();

      carriedOut(of(cache).rollback(1L, null, null));
      hanging.release();
      assertThat(load.join().outcome()).isEqualTo(Outcome.SKIPPED);
      assertThat(cache.cache().get("a")).isEqualTo(1);
    }
  }

  /** The source never gets these writes: what it does not overlay is gone with the next load. */
  @Test
  void writesWhilePinnedAreVisibleAndSurviveTheLoadThatBeganBeforeThem() throws Exception {
    Semaphore begun = new Semaphore(0);
    Semaphore go = new Semaphore(0);
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 1, "x", 1, "y", 1));
      assertThat(of(cache).pin(null, null, "audit").refusal()).isNull();
      cache.cache().put("b", 7).join();
      assertThat(cache.cache().get("b")).isEqualTo(7);
      cache.loads(
          (out, context) -> {
            begun.release();
            go.acquire();
            Map.of("a", 2, "x", 1, "y", 1).forEach(out::put);
          });
      var load = cache.cache().refresh();
      begun.acquire();
      cache.cache().put("c", 8).join();
      assertThat(cache.cache().get("c")).isEqualTo(8);
      GenerationTicket unpinned = of(cache).unpin();
      go.release();
      assertThat(load.join().outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(cache.cache().snapshot().asMap())
          .isEqualTo(Map.of("a", 2, "x", 1, "y", 1, "c", 8));
      go.release();
      assertThat(carriedOut(unpinned).outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(cache.cache().snapshot().asMap()).isEqualTo(Map.of("a", 2, "x", 1, "y", 1));
    }
  }

  /** A loader that compares with what it read last said so of rows that nobody serves. */
  @Test
  void unchangedIsNotBelievedWhereWhatWasReadLastIsNotPublished() {
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 1, "b", 1, "c", 1, "d", 1));
      assertThat(unchanged(cache)).isEqualTo(Outcome.UNCHANGED);
      assertThat(cache.rows(Map.of("a", 2)).refreshNow().outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(unchanged(cache)).isEqualTo(Outcome.FAILED);
      assertThat(Objects.requireNonNull(status(cache).lastRefresh()).result().reason())
          .contains("were not published");
      awaitStored(cache, 2);
      carriedOut(of(cache).approve(2L, null));
      assertThat(unchanged(cache)).as("approved").isEqualTo(Outcome.UNCHANGED);

      of(cache).pin(null, null, null);
      cache.rows(Map.of("a", 3)).refreshNow();
      assertThat(unchanged(cache)).as("pinned").isEqualTo(Outcome.SKIPPED);
      cache.loads((out, context) -> context.unchanged());
      assertThat(carriedOut(of(cache).unpin()).outcome()).as("unpinned").isEqualTo(Outcome.FAILED);
      cache.publish(Map.of("a", 3));
      assertThat(unchanged(cache)).as("read again").isEqualTo(Outcome.UNCHANGED);

      of(cache).dryRun().result().join();
      cache.rows(Map.of("a", 4));
      of(cache).dryRun().result().join();
      assertThat(unchanged(cache)).as("after a dry run").isEqualTo(Outcome.FAILED);
      cache.publish(Map.of("a", 5));
      awaitStored(cache, cache.cache().snapshot().generation());
      carriedOut(of(cache).rollback(null, null, null));
      of(cache).unpin();
      assertThat(unchanged(cache)).as("rolled back").isEqualTo(Outcome.FAILED);
    }
  }

  /** Without Spring's watch the end was noticed by the next refresh, which may be a night away. */
  @Test
  void endOfAPinIsNoticedByTheCacheItself() {
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 1));
      Instant until = cache.clock().instant().plus(Duration.ofHours(1));
      assertThat(of(cache).pin(null, until, null).refusal()).isNull();
      assertThat(cache.rows(Map.of("a", 2)).refreshNow().outcome()).isEqualTo(Outcome.SKIPPED);

      cache.clock().set(until);

      await().until(() -> cache.cache().snapshot().asMap().equals(Map.of("a", 2)));
      await()
          .untilAsserted(
              () ->
                  assertThat(status(cache).lastRefresh())
                      .satisfies(
                          report -> assertThat(report.trigger()).isEqualTo(Trigger.CATCH_UP)));
    }
  }

  @Test
  void endOfAPinThatWasMovedCountsAloneAndLeavesNoThread() {
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 1));
      Instant first = cache.clock().instant().plus(Duration.ofHours(1));
      Instant second = first.plus(Duration.ofHours(1));
      assertThat(of(cache).pin(null, first, null).refusal()).isNull();
      assertThat(of(cache).pin(null, second, null).refusal()).isNull();
      cache.rows(Map.of("a", 2));
      cache.clock().set(first);
      assertThat(cache.refreshNow().reason()).isEqualTo("pinned");
      cache.clock().set(second);
      await().until(() -> cache.cache().snapshot().asMap().equals(Map.of("a", 2)));
      await().until(() -> pinThreads().isEmpty());
    }
  }

  @Test
  void endOfAPinOfAnEarlierProcessIsNoticedToo() {
    Instant until = NOW.plus(Duration.ofHours(1));
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 1));
      awaitStored(cache, 1);
      assertThat(of(cache).pin(null, until, null).refusal()).isNull();
    }
    try (CommandedCache<String, Integer> cache = start()) {
      assertThat(of(cache).warmStart().join()).isTrue();
      cache.rows(Map.of("a", 2)).clock().set(until);
      await().until(() -> cache.cache().snapshot().asMap().equals(Map.of("a", 2)));
    }
    await().until(() -> pinThreads().isEmpty());
  }

  private static List<String> pinThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("midnight-pin-"))
        .toList();
  }

  private static Outcome unchanged(CommandedCache<String, Integer> cache) {
    return cache.loads((out, context) -> context.unchanged()).refreshNow().outcome();
  }

  /** The generation that was still served stayed withdrawn, and the next restart skipped it. */
  @Test
  void rollbackThatFailsTakesItsMarksBack() {
    try (CommandedCache<String, Integer> cache =
        CommandedCache.of(
            "c",
            builder ->
                builder
                    .store(store)
                    .merge(
                        (key, loaded, written) -> {
                          throw new IllegalStateException("no merge");
                        }))) {
      cache.publish(Map.of("a", 1));
      awaitStored(cache, 1);
      cache.publish(Map.of("a", 2));
      awaitStored(cache, 2);
      store.beforeMarks(() -> cache.cache().put("a", 9).join());

      RefreshResult result = carriedOut(of(cache).rollback(null, null, null));
      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(cache.cache().get("a")).isEqualTo(9);
      assertThat(standings(cache)).containsExactly("2 PUBLISHED", "1 PUBLISHED");
      assertThat(status(cache).generations().pinned()).isNull();
    }
  }

  @Test
  void pinEndsAtItsTimeAndAnotherGenerationThanTheServedOneIsRefused() {
    try (CommandedCache<String, Integer> cache = start()) {
      assertThat(of(cache).pin(null, null, null).refusal()).isNotNull();
      cache.publish(Map.of("a", 1));
      assertThat(of(cache).pin(7L, null, null).refusal()).isNotNull();
      assertThat(of(cache).pin(null, NOW, null).refusal()).isNotNull();
      assertThat(of(cache).pin(1L, NOW.plusSeconds(1), null).refusal()).isNull();
      assertThat(cache.rows(Map.of("a", 2)).refreshNow().outcome()).isEqualTo(Outcome.SKIPPED);

      cache.clock().set(NOW.plusSeconds(1));
      assertThat(status(cache).generations().pinned()).isNull();
      assertThat(cache.refreshNow().outcome()).isEqualTo(Outcome.PUBLISHED);
    }
  }

  @Test
  void rejectedGenerationIsKeptAndCanBeApprovedWithTheWritesSince() {
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 1, "b", 1, "c", 1, "d", 1));
      assertThat(cache.rows(Map.of("a", 2)).refreshNow().outcome()).isEqualTo(Outcome.REJECTED);
      awaitStored(cache, 2);
      assertThat(status(cache).generations().kept().get(0).about().changes().removed())
          .isEqualTo(3);
      cache.cache().put("e", 5).join();

      RefreshResult result = carriedOut(of(cache).approve(2L, "the shop was closed"));
      assertThat(result.outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(cache.cache().snapshot().generation()).isEqualTo(2);
      assertThat(cache.cache().snapshot().asMap()).isEqualTo(Map.of("a", 2, "e", 5));
      assertThat(standings(cache)).containsExactly("2 PUBLISHED", "1 PUBLISHED");
      assertThat(of(cache).approve(2L, null).refusal()).isNotNull();
    }
  }

  @Test
  void approvalIsRefusedOnceANewerGenerationIsPublished() {
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 1, "b", 1, "c", 1, "d", 1));
      cache.rows(Map.of("a", 2)).refreshNow();
      awaitStored(cache, 2);
      cache.publish(Map.of("a", 3, "b", 3, "c", 3));

      assertThat(of(cache).approve(2L, null).refusal())
          .extracting(refusal -> refusal.code())
          .isEqualTo("newer-is-published");
    }
  }

  @Test
  void cycleThatTheEndOfTheProcessCutOffShowsAtTheNextStart() {
    store.leave(
        new CacheMemory(
            0,
            7,
            new CacheMemory.OpenCycle(7, Trigger.SCHEDULE, NOW),
            null,
            new CacheStatus.Pause(NOW, "maintenance"),
            -1,
            null,
            List.of(),
            List.of()));
    try (CommandedCache<String, Integer> cache = start()) {
      assertThat(status(cache).lastRefresh())
          .satisfies(
              report -> {
                assertThat(report.cycle()).isEqualTo(7);
                assertThat(report.result().outcome()).isEqualTo(Outcome.FAILED);
                assertThat(report.result().reason()).isEqualTo("cut off by the end of the process");
              });
      assertThat(status(cache).consecutiveFailures()).isEqualTo(1);
      assertThat(status(cache).paused()).isEqualTo(new CacheStatus.Pause(NOW, "maintenance"));
      of(cache).resume();
      cache.publish(Map.of("a", 1));
      assertThat(status(cache).lastRefresh()).extracting(report -> report.cycle()).isEqualTo(8L);
    }
    assertThat(Objects.requireNonNull(store.memory()).paused()).isNull();
    assertThat(Objects.requireNonNull(store.memory()).openCycle()).isNull();
  }

  private static ManagedCache of(CommandedCache<?, ?> cache) {
    return (ManagedCache) cache.cache();
  }

  private static CacheStatus status(CommandedCache<?, ?> cache) {
    return of(cache).status();
  }

  private static @Nullable String failure(CommandedCache<?, ?> cache) {
    return Objects.requireNonNull(status(cache).generations().store()).failure();
  }

  private static CacheMemory.Pin pin(CommandedCache<?, ?> cache) {
    return Objects.requireNonNull(status(cache).generations().pinned());
  }

  private static List<String> standings(CommandedCache<?, ?> cache) {
    return status(cache).generations().kept().stream()
        .map(stored -> stored.generation() + " " + stored.standing())
        .toList();
  }

  private static void awaitStored(CommandedCache<?, ?> cache, long generation) {
    await()
        .until(
            () ->
                status(cache).generations().kept().stream()
                    .anyMatch(stored -> stored.generation() == generation));
  }

  private static RefreshResult carriedOut(GenerationTicket ticket) {
    assertThat(ticket.refusal()).isNull();
    return Objects.requireNonNull(ticket.result()).join();
  }
}
