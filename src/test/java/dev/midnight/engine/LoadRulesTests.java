package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.Changes;
import dev.midnight.DuplicatePolicy;
import dev.midnight.Outcome;
import dev.midnight.PartitionedLoader;
import dev.midnight.Phase;
import dev.midnight.RefreshContext;
import dev.midnight.RefreshResult;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotWriter;
import dev.midnight.spi.RefreshTicket;
import dev.midnight.spi.RunningCycle;
import dev.midnight.test.CommandedCache;
import dev.midnight.test.FailingLoaders;
import dev.midnight.test.HangingLoader;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a loader may say and how its rows are taken. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoadRulesTests {

  @ParameterizedTest
  @CsvSource({"FIRST, 1", "LAST, 2"})
  void duplicatesAreDroppedAndCountedUnderAPolicy(DuplicatePolicy policy, int winner) {
    RecordedEvents events = new RecordedEvents();
    try (CommandedCache<String, Integer> cache =
        CommandedCache.of("c", b -> b.duplicates(policy).events(events))) {
      cache.loads(FailingLoaders.duplicateKey("a", 1, 2));

      assertThat(cache.refreshNow().rows()).isEqualTo(2);
      assertThat(cache.cache().get("a")).isEqualTo(winner);
      assertThat(events.finished.get(0).duplicatesDropped()).isEqualTo(1);
    }
  }

  @Test
  void equalDuplicatesPass() {
    try (CommandedCache<String, Integer> cache = CommandedCache.of("c")) {
      assertThat(cache.loads(FailingLoaders.duplicateKey("a", 1, 1)).refreshNow().outcome())
          .isEqualTo(Outcome.PUBLISHED);
    }
  }

  @Test
  void unchangedRenewsTheAgeAndNothingElse() {
    try (CommandedCache<String, Integer> cache = CommandedCache.of("c")) {
      cache.publish(Map.of("a", 1));
      Snapshot<String, Integer> before = cache.cache().snapshot();
      cache.clock().advance(Duration.ofHours(5));

      RefreshResult result = cache.loads(FailingLoaders.unchanged()).refreshNow();

      Snapshot<String, Integer> after = cache.cache().snapshot();
      assertThat(result.outcome()).isEqualTo(Outcome.UNCHANGED);
      assertThat(after.version()).isEqualTo(before.version());
      assertThat(after.generation()).isEqualTo(before.generation());
      assertThat(after.loadedAt()).isEqualTo(before.loadedAt().plus(Duration.ofHours(5)));
      assertThat(Managed.status(cache).age()).isZero();
      assertThat(result.phases()).containsOnlyKeys(Phase.LOAD, Phase.PUBLISH);
    }
  }

  @Test
  void unchangedBeforeAnythingWasPublishedFails() {
    try (CommandedCache<String, Integer> cache = CommandedCache.of("c")) {
      RefreshResult result = cache.loads(FailingLoaders.unchanged()).refreshNow();

      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(result.reason()).contains("before anything was ever published");
    }
  }

  @Test
  void timeOfTheDataIsReported() {
    RecordedEvents events = new RecordedEvents();
    Instant yesterday = Instant.parse("2025-12-31T00:00:00Z");
    try (CommandedCache<String, Integer> cache = CommandedCache.of("c", b -> b.events(events))) {
      cache.loads(
          (out, context) -> {
            context.asOf(yesterday);
            out.put("a", 1);
          });
      cache.refreshNow();

      assertThat(events.finished.get(0).asOf()).isEqualTo(yesterday);
      assertThat(cache.cache().snapshot().loadedAt()).isEqualTo(cache.clock().instant());
    }
  }

  @Test
  void progressIsShownWhileItLoads() {
    CompletableFuture<RefreshContext> context = new CompletableFuture<>();
    try (CommandedCache<Integer, Integer> cache = CommandedCache.of("c");
        HangingLoader<Integer, Integer> hanging = HangingLoader.heedingInterrupts()) {
      cache.loads(
          (out, told) -> {
            context.complete(told);
            out.put(1, 1);
            hanging.load(out, told);
          });
      CompletableFuture<RefreshResult> refresh = cache.cache().refresh();
      hanging.awaitHanging();
      assertThat(refresh).isNotDone();

      RunningCycle running = running(cache);
      assertThat(running.phase()).isEqualTo(Phase.LOAD);
      assertThat(running.rows()).isEqualTo(1);
      assertThat(running.percent()).isNull();
      context.join().expect(3);
      assertThat(running(cache).percent()).isEqualTo(33);
      context.join().expect(0);
      assertThat(running(cache).percent()).isEqualTo(100);
      assertThat(context.join().cache()).isEqualTo("c");
      assertThat(context.join().deadline()).isEqualTo(running.deadline());
    }
  }

  private static RunningCycle running(CommandedCache<?, ?> cache) {
    return Objects.requireNonNull(Managed.status(cache).running(), "a running cycle");
  }

  @Test
  void resultOfAPublishTellsItsPhasesRowsAndChanges() {
    RecordedEvents events = new RecordedEvents();
    try (CommandedCache<String, Integer> cache = CommandedCache.of("c", b -> b.events(events))) {
      cache.publish(Map.of("a", 1, "b", 1, "c", 1));
      events.phases.clear();
      RefreshResult result = cache.publish(Map.of("a", 1, "b", 2, "d", 1));

      assertThat(result.phases())
          .containsOnlyKeys(Phase.LOAD, Phase.BUILD, Phase.VALIDATE, Phase.PUBLISH);
      assertThat(events.phases)
          .containsExactly(Phase.LOAD, Phase.BUILD, Phase.VALIDATE, Phase.PUBLISH);
      assertThat(result.rows()).isEqualTo(3);
      assertThat(result.changes()).isEqualTo(new Changes(1, 1, 1, 1));
      assertThat(result.version()).isEqualTo(2);
      assertThat(result.reason()).isNull();
    }
  }

  @Test
  void dryRunTellsWhatWouldBeAndPublishesNothing() {
    RecordedEvents events = new RecordedEvents();
    try (CommandedCache<String, Integer> cache = CommandedCache.of("c", b -> b.events(events))) {
      cache.publish(Map.of("a", 1));
      Snapshot<String, Integer> before = cache.cache().snapshot();
      RefreshTicket ticket = Managed.of(cache.rows(Map.of("a", 2, "b", 2))).dryRun();
      RefreshResult result = ticket.result().join();

      assertThat(result.outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(result.generation()).isEqualTo(1);
      assertThat(result.rows()).isEqualTo(2);
      assertThat(result.changes()).isEqualTo(new Changes(1, 1, 0, 0));
      assertThat(result.phases()).doesNotContainKey(Phase.PUBLISH);
      assertThat(cache.cache().snapshot()).isSameAs(before);
      assertThat(events.finished.get(1).dryRun()).isTrue();
      assertThat(events.publishedByRefresh).hasSize(1);
    }
  }

  @Test
  void dryRunThatFailsCountsAsNoFailure() {
    try (CommandedCache<String, Integer> cache = CommandedCache.of("c")) {
      assertThat(Managed.of(cache).dryRun().result().join().outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(Managed.status(cache).consecutiveFailures()).isZero();
      cache.publish(Map.of("a", 1));
    }
  }

  @Test
  void rowsPerSecondAreKeptTo() {
    try (CommandedCache<Integer, Integer> cache =
        CommandedCache.of("c", b -> b.rowsPerSecond(1_000_000))) {
      cache.publish(Map.of(1, 1, 2, 2));

      assertThat(cache.cache().snapshot().size()).isEqualTo(2);
    }
  }

  @Test
  void partsAreReadAtTheSameTimeAndPublishedAsOne() {
    CyclicBarrier together = new CyclicBarrier(2);
    SnapshotCache<Integer, Integer> cache =
        SnapshotCacheBuilder.of("parts", new Parts(2, part -> together.await())).build();

    assertThat(cache.refresh().join().outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(cache.snapshot().asMap()).isEqualTo(Map.of(0, 0, 1, 1));
    cache.close();
  }

  @Test
  void partThatFailsCancelsTheOthers() {
    HangingLoader<Integer, Integer> hanging = HangingLoader.heedingCancelActions();
    PartitionedLoader<Integer, Integer> loader =
        new PartitionedLoader<>() {
          @Override
          public int partitions() {
            return 5;
          }

          @Override
          public void load(int part, SnapshotWriter<Integer, Integer> out, RefreshContext context)
              throws Exception {
            if (part == 0) {
              hanging.load(out, context);
            }
            hanging.awaitHanging();
            throw new IllegalStateException("part " + part);
          }
        };
    SnapshotCache<Integer, Integer> cache = SnapshotCacheBuilder.of("parts", loader).build();

    assertThat(cache.refresh().join().reason()).isEqualTo("IllegalStateException: part 1");
    assertThat(Managed.of(cache).status().stuckLoads()).isEmpty();
    cache.close();
  }

  @Test
  void loaderWithoutPartsFails() {
    SnapshotCache<Integer, Integer> cache =
        SnapshotCacheBuilder.of("parts", new Parts(0, part -> {})).build();

    assertThat(cache.refresh().join().reason()).contains("it has 0 partitions");
    cache.close();
  }

  /** A helper left with its thread interrupted, and its rows were published without the rest. */
  @Test
  void partThatReturnsInterruptedFailsTheLoad() {
    CyclicBarrier together = new CyclicBarrier(2);
    SnapshotCache<Integer, Integer> cache =
        SnapshotCacheBuilder.of(
                "parts",
                new Parts(
                    2,
                    part -> {
                      together.await();
                      if (!Thread.currentThread().getName().equals("midnight-load-parts")) {
                        Thread.currentThread().interrupt();
                      }
                    }))
            .build();

    assertThat(cache.refresh().join().reason()).contains("returned with its thread interrupted");
    cache.close();
  }

  @Test
  void helperForWhichThereIsNoThreadCostsTimeOnly() {
    ObservedThreads threads = new ObservedThreads();
    threads.refuse("midnight-load-parts-");
    SnapshotCache<Integer, Integer> cache =
        SnapshotCacheBuilder.of("parts", new Parts(4, part -> {}))
            .threads(threads)
            .parallelism(3)
            .build();

    assertThat(cache.refresh().join().rows()).isEqualTo(4);
    await().until(() -> threads.alive().isEmpty());
    cache.close();
  }

  /** What happens in a part before its one row is put. */
  private interface Step {
    void run(int part) throws Exception;
  }

  private record Parts(int partitions, Step before) implements PartitionedLoader<Integer, Integer> {

    @Override
    public void load(int part, SnapshotWriter<Integer, Integer> out, RefreshContext context)
        throws Exception {
      before.run(part);
      out.put(part, part);
    }
  }
}
