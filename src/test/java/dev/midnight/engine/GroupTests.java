package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midnight.GroupSnapshot;
import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.RefreshResult;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotGroup;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotNotLoadedException;
import dev.midnight.SnapshotWriter;
import dev.midnight.Trigger;
import dev.midnight.test.FailingLoaders;
import dev.midnight.test.HangingLoader;
import dev.midnight.test.MixtureDetector;
import dev.midnight.test.ReaderProbe;
import dev.midnight.test.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Caches that are published as one. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupTests {

  private static final int KEYS = 50;

  private final AtomicLong generation = new AtomicLong(1);
  private volatile SnapshotLoader<String, Long> pricesLoader = this::load;
  private volatile SnapshotLoader<String, Long> rulesLoader = this::load;
  private final SnapshotCache<String, Long> prices = cache("prices", true);
  private final SnapshotCache<String, Long> rules = cache("rules", false);
  private final SnapshotGroup group =
      SnapshotGroupBuilder.of("tariff", List.of(prices, rules)).build();

  private SnapshotCache<String, Long> cache(String name, boolean first) {
    SnapshotLoader<String, Long> loader =
        (out, context) -> (first ? pricesLoader : rulesLoader).load(out, context);
    return SnapshotCacheBuilder.of(name, loader).build();
  }

  private void load(SnapshotWriter<String, Long> out, Object context) {
    for (int key = 0; key < KEYS; key++) {
      out.put("k" + key, generation.get());
    }
  }

  @AfterEach
  void close() {
    prices.close();
    rules.close();
  }

  @Test
  void membersArePublishedAsOne() {
    assertThatThrownBy(group::snapshot).isInstanceOf(SnapshotNotLoadedException.class);

    RefreshResult result = group.refresh().join();

    assertThat(result.outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(result.rows()).isEqualTo(2 * KEYS);
    GroupSnapshot snapshot = group.snapshot();
    assertThat(snapshot.generation()).isEqualTo(1);
    assertThat(snapshot.of(prices)).isSameAs(prices.snapshot());
    assertThat(snapshot.of(rules)).isSameAs(rules.snapshot());
  }

  @Test
  void oneThatFailsKeepsAllBack() {
    group.refresh().join();
    GroupSnapshot before = group.snapshot();
    generation.incrementAndGet();
    rulesLoader = FailingLoaders.throwing(new IllegalStateException("gone"));

    RefreshResult result = group.refresh().join();

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.reason()).isEqualTo("IllegalStateException: gone");
    assertThat(group.snapshot()).isSameAs(before);
    assertThat(prices.snapshot()).isSameAs(before.of(prices));
    assertThat(Managed.of(rules).status().consecutiveFailures()).isEqualTo(1);
    assertThat(Managed.of(prices).status().history().get(0).result().outcome())
        .isEqualTo(Outcome.CANCELLED);

    rulesLoader = this::load;
    assertThat(group.refresh().join().outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(prices.get("k1")).isEqualTo(2);
  }

  /** A loader that wrapped the refusal of its writer was taken for the one that had failed. */
  @Test
  void memberThatWasCancelledIsNotTakenForTheOneThatFailed() {
    HangingLoader<String, Long> hanging = HangingLoader.heedingInterrupts();
    pricesLoader =
        (out, context) -> {
          try {
            hanging.load(out, context);
          } catch (InterruptedException e) {
            throw new IllegalArgumentException("wrapped", e);
          }
        };
    rulesLoader =
        (out, context) -> {
          hanging.awaitHanging();
          throw new IllegalStateException("gone");
        };

    RefreshResult result = group.refresh().join();

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.reason()).isEqualTo("IllegalStateException: gone");
    assertThat(Managed.of(prices).status().history().get(0).result().reason())
        .isEqualTo("'rules' of the same group: IllegalStateException: gone");
  }

  /** Only the first member's result told of the publish. */
  @Test
  void actionOnAMemberActsOnTheGroupAndIsAnsweredForThatMember() {
    RefreshResult result = Managed.of(rules).refresh(Trigger.MANUAL).result().join();

    assertThat(result.outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(result.rows()).isEqualTo(KEYS);
    assertThat(result.phases())
        .containsOnlyKeys(Phase.LOAD, Phase.BUILD, Phase.VALIDATE, Phase.PUBLISH);
    assertThat(prices.snapshot().generation()).isEqualTo(1);
    assertThat(group.snapshot().generation()).isEqualTo(1);
    assertThat(Managed.of(rules).dryRun().result().join().generation()).isEqualTo(1);
  }

  @Test
  void memberThatFoundNothingChangedKeepsItsSnapshotInTheNewState() {
    group.refresh().join();
    generation.incrementAndGet();
    rulesLoader = FailingLoaders.unchanged();

    assertThat(group.refresh().join().outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(group.snapshot().of(prices).generation()).isEqualTo(2);
    assertThat(group.snapshot().of(rules).generation()).isEqualTo(1);
    assertThat(group.snapshot().of(rules)).isSameAs(rules.snapshot());
  }

  /** The ages of unchanged members restarted although the publish of the others then failed. */
  @Test
  void failedPublishRenewsNobody() {
    SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    AtomicReference<SnapshotCache<String, Long>> writing = new AtomicReference<>();
    SnapshotLoader<String, Long> loader =
        (out, context) -> {
          load(out, context);
          SnapshotCache<String, Long> written = writing.get();
          if (written != null) {
            written.put("k1", 7L).join();
          }
        };
    SnapshotCache<String, Long> merged =
        SnapshotCacheBuilder.of("merged", loader)
            .clock(clock)
            .merge(
                (key, loaded, written) -> {
                  throw new IllegalStateException("cannot decide");
                })
            .build();
    SnapshotCache<String, Long> same =
        SnapshotCacheBuilder.<String, Long>of(
                "same", (out, context) -> rulesLoader.load(out, context))
            .clock(clock)
            .build();
    SnapshotGroup both = SnapshotGroupBuilder.of("both", List.of(same, merged)).build();
    both.refresh().join();
    Instant loadedAt = same.snapshot().loadedAt();
    clock.advance(Duration.ofHours(1));
    rulesLoader = FailingLoaders.unchanged();
    writing.set(merged);

    RefreshResult result = both.refresh().join();

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.reason()).contains("cannot decide");
    assertThat(same.snapshot().loadedAt()).isEqualTo(loadedAt);
    merged.close();
  }

  @Test
  void readersOfTheGroupSeeOneGenerationOfAllWhileItIsRefreshedAndWritten() {
    group.refresh().join();
    try (ReaderProbe readers =
        MixtureDetector.of(this::all, key -> all().get(key), (Long g) -> g).start()) {
      for (int n = 2; n < 40; n++) {
        generation.incrementAndGet();
        assertThat(group.refresh().join().outcome()).isEqualTo(Outcome.PUBLISHED);
        rules.put("written", (long) n).join();
        prices.putAll(Map.of("written", (long) n, "too", (long) n)).join();
      }
      readers.awaitPasses(2);

      readers.assertNoMixture();
    }
    assertThat(group.snapshot().of(rules).get("written")).isEqualTo(39);
    assertThat(group.snapshot().generation()).isEqualTo(39);
  }

  private Map<String, Long> all() {
    GroupSnapshot snapshot = group.snapshot();
    Map<String, Long> all = new HashMap<>();
    for (int key = 0; key < KEYS; key++) {
      all.put("prices" + key, snapshot.of(prices).get("k" + key));
      all.put("rules" + key, snapshot.of(rules).get("k" + key));
    }
    return all;
  }

  @Test
  void memberForWhichThereIsNoThreadFailsTheGroup() {
    ObservedThreads threads = new ObservedThreads();
    threads.refuse("midnight-load-second");
    SnapshotLoader<String, Long> loader = this::load;
    SnapshotCache<String, Long> first =
        SnapshotCacheBuilder.of("first", loader).threads(threads).build();
    SnapshotCache<String, Long> second =
        SnapshotCacheBuilder.of("second", loader).threads(threads).build();
    SnapshotGroup both = SnapshotGroupBuilder.of("both", List.of(first, second)).build();

    assertThat(both.refresh().join().outcome()).isEqualTo(Outcome.FAILED);
    assertThatThrownBy(first::snapshot).isInstanceOf(SnapshotNotLoadedException.class);
    threads.allowAll();
    assertThat(both.refresh().join().outcome()).isEqualTo(Outcome.PUBLISHED);
    first.close();
  }

  @Test
  void cacheThatWasLoadedCannotJoin() {
    group.refresh().join();

    assertThatThrownBy(() -> SnapshotGroupBuilder.of("late", List.of(prices)).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was loaded before");
  }
}
