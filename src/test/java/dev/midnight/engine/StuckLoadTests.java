package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.Outcome;
import dev.midnight.PartitionedLoader;
import dev.midnight.RefreshContext;
import dev.midnight.RefreshResult;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotGroup;
import dev.midnight.SnapshotWriter;
import dev.midnight.Trigger;
import dev.midnight.spi.SkipReason;
import dev.midnight.spi.StuckLoad;
import dev.midnight.test.CommandedCache;
import dev.midnight.test.HangingLoader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loads that end neither by interrupt nor by cancel action. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StuckLoadTests {

  private final RecordedEvents events = new RecordedEvents();
  private final ObservedThreads threads = new ObservedThreads();

  @Test
  void attemptsAreSkippedWhileTheOldThreadLivesAndWorkAfterIt() {
    try (CommandedCache<String, Integer> cache =
            CommandedCache.of(
                "prices", b -> b.deadline(Duration.ofMillis(100)).events(events).threads(threads));
        HangingLoader<String, Integer> hanging =
            HangingLoader.<String, Integer>ignoringInterrupts().thenPutting(Map.of("late", 1))) {
      cache.publish(Map.of("a", 1));
      RefreshResult result = cache.loads(hanging).refreshNow();

      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(result.reason()).contains("deadline");
      StuckLoad stuck = Managed.status(cache).stuckLoads().get(0);
      assertThat(stuck.cycle()).isEqualTo(2);
      assertThat(stuck.thread()).isEqualTo("midnight-load-prices");
      assertThat(stuck.stack()).anyMatch(frame -> frame.contains("HangingLoader"));
      await().until(() -> threads.alive().equals(List.of("midnight-load-prices")));

      cache.rows(Map.of("a", 2));
      RefreshResult skipped = cache.refreshNow();
      assertThat(skipped.outcome()).isEqualTo(Outcome.SKIPPED);
      assertThat(skipped.reason()).isEqualTo("previous-load-still-running");
      assertThat(skipped.generation()).isEqualTo(1);
      Managed.of(cache).tick(Instant.EPOCH, Trigger.SCHEDULE);
      assertThat(events.skipped).containsOnly(SkipReason.PREVIOUS_LOAD_STILL_RUNNING).hasSize(2);

      hanging.release();
      await().until(() -> Managed.status(cache).stuckLoads().isEmpty());
      assertThat(cache.cache().snapshot().asMap()).isEqualTo(Map.of("a", 1));
      assertThat(cache.refreshNow().outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(cache.cache().snapshot().asMap()).isEqualTo(Map.of("a", 2));
    }
  }

  @Test
  void whoWaitsBehindALoadThatSticksIsToldSo() {
    try (CommandedCache<String, Integer> cache = CommandedCache.of("prices");
        HangingLoader<String, Integer> hanging = HangingLoader.ignoringInterrupts()) {
      CompletableFuture<RefreshResult> first = cache.loads(hanging).cache().refresh();
      hanging.awaitHanging();
      CompletableFuture<RefreshResult> next = cache.cache().refresh();

      assertThat(Managed.of(cache).cancel("by an operator")).isEqualTo(1);

      assertThat(first.join().outcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(first.join().reason()).isEqualTo("by an operator");
      assertThat(next.join().reason()).isEqualTo("previous-load-still-running");
    }
  }

  @Test
  void helperOfAPartitionedLoadThatSticksIsNamed() {
    try (HangingLoader<Integer, Integer> hanging = HangingLoader.ignoringInterrupts()) {
      SnapshotCache<Integer, Integer> cache =
          SnapshotCacheBuilder.of("parts", new SecondPartHangs(hanging))
              .deadline(Duration.ofMillis(100))
              .build();

      assertThat(cache.refresh().join().outcome()).isEqualTo(Outcome.FAILED);
      assertThat(Managed.of(cache).status().stuckLoads()).hasSize(1);
      assertThat(cache.refresh().join().outcome()).isEqualTo(Outcome.SKIPPED);

      hanging.release();
      await().until(() -> Managed.of(cache).status().stuckLoads().isEmpty());
      assertThat(cache.refresh().join().outcome()).isEqualTo(Outcome.PUBLISHED);
      cache.close();
    }
  }

  private record SecondPartHangs(HangingLoader<Integer, Integer> hanging)
      implements PartitionedLoader<Integer, Integer> {

    @Override
    public int partitions() {
      return 2;
    }

    @Override
    public void load(int part, SnapshotWriter<Integer, Integer> out, RefreshContext context)
        throws Exception {
      if (part == 1) {
        hanging.load(out, context);
      }
      out.put(part, part);
    }
  }

  /** It was listed at the first member, whatever member it belonged to. */
  @Test
  void stuckLoadOfAGroupIsListedAtItsOwnMember() {
    try (HangingLoader<String, Integer> hanging = HangingLoader.ignoringInterrupts()) {
      SnapshotCache<String, Integer> first =
          SnapshotCacheBuilder.<String, Integer>of("first", (out, context) -> out.put("a", 1))
              .deadline(Duration.ofMillis(100))
              .build();
      SnapshotCache<String, Integer> second =
          SnapshotCacheBuilder.of("second", hanging).deadline(Duration.ofMillis(100)).build();
      SnapshotGroup group = SnapshotGroupBuilder.of("both", List.of(first, second)).build();

      assertThat(group.refresh().join().outcome()).isEqualTo(Outcome.FAILED);

      assertThat(Managed.of(first).status().stuckLoads()).isEmpty();
      assertThat(Managed.of(second).status().stuckLoads())
          .extracting(StuckLoad::thread)
          .containsExactly("midnight-load-second");
      assertThat(group.refresh().join().reason()).isEqualTo("previous-load-still-running");
    }
  }
}
