package dev.midnight.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.GroupSnapshot;
import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotGroup;
import dev.midnight.SnapshotLoader;
import dev.midnight.engine.SnapshotCacheBuilder;
import dev.midnight.engine.SnapshotGroupBuilder;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.GenerationTicket;
import dev.midnight.spi.ManagedCache;
import dev.midnight.test.FailingLoaders;
import dev.midnight.test.MixtureDetector;
import dev.midnight.test.ReaderProbe;
import dev.midnight.test.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Generations of a group: what its members served in one cycle belongs together. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupGenerationsTests {

  private final MemoryStore<String, Integer> priceStore = new MemoryStore<>();
  private final MemoryStore<String, Integer> ruleStore = new MemoryStore<>();
  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private volatile SnapshotLoader<String, Integer> pricesLoader = FailingLoaders.unchanged();
  private volatile SnapshotLoader<String, Integer> rulesLoader = FailingLoaders.unchanged();

  /** One life of the application. */
  private final class Life implements AutoCloseable {

    final SnapshotCache<String, Integer> prices = cache("prices", priceStore, true);
    final SnapshotCache<String, Integer> rules = cache("rules", ruleStore, false);
    final SnapshotGroup group =
        SnapshotGroupBuilder.of("tariff", List.of(prices, rules)).clock(clock).build();

    private SnapshotCache<String, Integer> cache(
        String name, MemoryStore<String, Integer> store, boolean first) {
      SnapshotLoader<String, Integer> loader =
          (out, context) -> (first ? pricesLoader : rulesLoader).load(out, context);
      return SnapshotCacheBuilder.of(name, loader)
          .store(store)
          .storeKeep(3)
          .maxStaleness(Duration.ofHours(26))
          .clock(clock)
          .build();
    }

    /** A cycle that loads these values, by null what was there before. */
    RefreshResult night(@Nullable Integer price, @Nullable Integer rule) {
      pricesLoader = price == null ? FailingLoaders.unchanged() : rows(price);
      rulesLoader = rule == null ? FailingLoaders.unchanged() : rows(rule);
      return group.refresh().join();
    }

    /** The same, and all that was published is stored. */
    void stored(@Nullable Integer price, @Nullable Integer rule) {
      RefreshResult result = night(price, rule);
      assertThat(result.outcome()).as(result.reason()).isEqualTo(Outcome.PUBLISHED);
      awaitStored(prices);
      awaitStored(rules);
    }

    void awaitStored(SnapshotCache<String, Integer> cache) {
      await().until(() -> isKept(cache, cache.snapshot().generation()));
    }

    List<Integer> served() {
      GroupSnapshot both = group.snapshot();
      return List.of(
          Objects.requireNonNull(both.of(prices).get("a")),
          Objects.requireNonNull(both.of(rules).get("a")));
    }

    Map<String, Integer> all() {
      List<Integer> both = served();
      return Map.of("prices", both.get(0), "rules", both.get(1));
    }

    boolean warm() {
      return of(rules).warmStart().join();
    }

    @Override
    public void close() {
      prices.close();
      rules.close();
    }
  }

  private static SnapshotLoader<String, Integer> rows(int value) {
    return (out, context) -> {
      out.put("a", value);
      out.put("b", value);
      out.put("c", value);
    };
  }

  private static SnapshotLoader<String, Integer> tooFew(int value) {
    return (out, context) -> out.put("a", value);
  }

  private static boolean isKept(SnapshotCache<?, ?> cache, long generation) {
    return status(cache).generations().kept().stream()
        .anyMatch(stored -> stored.generation() == generation);
  }

  private static ManagedCache of(SnapshotCache<?, ?> cache) {
    return (ManagedCache) cache;
  }

  private static CacheStatus status(SnapshotCache<?, ?> cache) {
    return of(cache).status();
  }

  private static RefreshResult done(GenerationTicket ticket) {
    assertThat(ticket.refusal()).isNull();
    CompletableFuture<RefreshResult> result = Objects.requireNonNull(ticket.result());
    return result.join();
  }

  private static GenerationTicket.Refusal refused(GenerationTicket ticket) {
    return Objects.requireNonNull(ticket.refusal());
  }

  @Test
  void rollbackOfAMemberPublishesWhatAllServedInTheCycleBeforeAsOne() {
    try (Life life = new Life()) {
      life.stored(1, 1);
      life.stored(2, null);
      life.stored(3, null);

      RefreshResult result = done(of(life.rules).rollback(null, null, "wrong prices"));

      assertThat(result.outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(life.served()).containsExactly(2, 1);
      assertThat(life.group.snapshot().generation()).isEqualTo(4);
      for (SnapshotCache<String, Integer> member : List.of(life.prices, life.rules)) {
        assertThat(status(member).generations().pinned()).isNotNull();
        assertThat(status(member).lastRefresh())
            .satisfies(report -> assertThat(report.cycle()).isEqualTo(4));
      }
      assertThat(life.night(9, 9).reason()).isEqualTo("pinned");
      assertThat(of(life.prices).unpin().refusal()).isNull();
      assertThat(status(life.rules).generations().pinned()).isNull();
    }
  }

  @Test
  void rollbackToANamedGenerationTakesTheOthersAlong() {
    try (Life life = new Life()) {
      life.stored(1, 1);
      life.stored(2, 2);
      life.stored(3, 3);

      try (ReaderProbe readers =
          MixtureDetector.of(life::all, key -> life.all().get(key), (Integer value) -> 4 - value)
              .start()) {
        assertThat(done(of(life.prices).rollback(1L, null, null)).outcome())
            .isEqualTo(Outcome.PUBLISHED);
        readers.awaitPasses(2);
        readers.assertNoMixture();
      }
      assertThat(life.served()).containsExactly(1, 1);
      assertThat(standings(life.rules)).contains("3 WITHDRAWN", "1 PUBLISHED");
    }
    try (Life life = new Life()) {
      assertThat(life.warm()).isTrue();
      assertThat(life.served()).containsExactly(1, 1);
    }
  }

  @Test
  void rollbackIsRefusedWhereOneMemberKeepsNothingOfThatCycle() throws Exception {
    try (Life life = new Life()) {
      life.stored(1, 1);
      life.stored(2, 2);
      ruleStore.delete(1);
      life.stored(3, 3);
      await().until(() -> !isKept(life.rules, 1));

      assertThat(refused(of(life.prices).rollback(1L, null, null)))
          .satisfies(
              refusal -> {
                assertThat(refusal.code()).isEqualTo("nothing-kept");
                assertThat(refusal.text())
                    .contains("tariff")
                    .contains("'prices' served generation 1");
              });
      assertThat(life.served()).containsExactly(3, 3);
    }
  }

  /**
   * Nothing that readers see, and no mark and no pin, is left of a rollback that fails half way.
   */
  @Test
  void rollbackThatCannotReadOneMemberChangesNone() {
    try (Life life = new Life()) {
      life.stored(1, 1);
      life.stored(2, 2);
      ruleStore.damage(1);

      assertThat(done(of(life.prices).rollback(null, null, null)).outcome())
          .isEqualTo(Outcome.FAILED);
      assertThat(life.served()).containsExactly(2, 2);
      assertThat(status(life.prices).generations().pinned()).isNull();
      assertThat(standings(life.prices)).containsExactly("2 PUBLISHED", "1 PUBLISHED");
      assertThat(life.night(3, 3).outcome()).isEqualTo(Outcome.PUBLISHED);
    }
  }

  @Test
  void approvalPublishesWhatAllMembersLoadedInTheRejectedCycle() {
    try (Life life = new Life()) {
      life.stored(1, 1);
      pricesLoader = tooFew(2);
      rulesLoader = rows(2);

      RefreshResult rejected = life.group.refresh().join();
      assertThat(rejected.outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(status(life.rules).lastRefresh())
          .satisfies(
              report ->
                  assertThat(report.result().reason()).startsWith("'prices' of the same group: "));
      assertThat(life.served()).containsExactly(1, 1);
      await().until(() -> isKept(life.prices, 2) && isKept(life.rules, 2));

      assertThat(done(of(life.rules).approve(null, "really so")).outcome())
          .isEqualTo(Outcome.PUBLISHED);
      assertThat(life.served()).containsExactly(2, 2);
      assertThat(life.group.snapshot().generation()).isEqualTo(2);
      assertThat(life.prices.snapshot().generation()).isEqualTo(2);
    }
    try (Life life = new Life()) {
      assertThat(life.warm()).isTrue();
      assertThat(life.served()).containsExactly(2, 2);
    }
  }

  @Test
  void approvalLeavesAMemberThatFoundNothingChanged() {
    try (Life life = new Life()) {
      life.stored(1, 1);
      pricesLoader = tooFew(2);
      rulesLoader = FailingLoaders.unchanged();
      life.group.refresh().join();
      await().until(() -> isKept(life.prices, 2));
    }
    try (Life life = new Life()) {
      assertThat(life.warm()).isTrue();
      assertThat(life.served()).containsExactly(1, 1);
      assertThat(done(of(life.prices).approve(2L, null)).outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(life.served()).containsExactly(2, 1);
    }
    try (Life life = new Life()) {
      assertThat(life.warm()).isTrue();
      assertThat(life.served()).containsExactly(2, 1);
    }
  }

  @Test
  void approvalIsRefusedWhereAMemberWasNotLoadedToTheEnd() throws Exception {
    try (Life life = new Life()) {
      life.stored(1, 1);
      pricesLoader = tooFew(2);
      rulesLoader = rows(2);
      life.group.refresh().join();
      await().until(() -> isKept(life.prices, 2) && isKept(life.rules, 2));
      ruleStore.delete(2);
    }
    try (Life life = new Life()) {
      assertThat(life.warm()).isTrue();
      assertThat(refused(of(life.prices).approve(2L, null)))
          .satisfies(
              refusal -> {
                assertThat(refusal.code()).isEqualTo("not-kept");
                assertThat(refusal.text()).contains("'rules'").contains("cycle 2");
              });
      assertThat(life.served()).containsExactly(1, 1);
    }
  }

  @Test
  void failureOfAMemberLeavesNothingToApprove() {
    try (Life life = new Life()) {
      life.stored(1, 1);
      pricesLoader = rows(2);
      rulesLoader = FailingLoaders.throwing(new IllegalStateException("gone"));
      assertThat(life.group.refresh().join().outcome()).isEqualTo(Outcome.FAILED);

      assertThat(refused(of(life.prices).approve(null, null)).code()).isEqualTo("not-kept");
    }
  }

  @Test
  void warmStartServesWhatAllServedInTheNewestCycle() {
    try (Life life = new Life()) {
      life.stored(1, 1);
      for (int night = 2; night < 6; night++) {
        life.stored(night, null);
      }
    }
    try (Life life = new Life()) {
      assertThat(life.warm()).isTrue();
      assertThat(life.served()).containsExactly(5, 1);
      assertThat(life.prices.snapshot().generation()).isEqualTo(5);
      assertThat(life.rules.snapshot().generation()).isEqualTo(1);
      assertThat(status(life.rules).generations().notWarm()).isNull();
      life.stored(6, 6);
      assertThat(life.prices.snapshot().generation()).isEqualTo(6);
      assertThat(status(life.rules).lastRefresh())
          .satisfies(report -> assertThat(report.cycle()).isEqualTo(6));
    }
  }

  @Test
  void memberThatLacksTheNewestCycleTakesAllBackToTheNewestCommonOne() throws Exception {
    try (Life life = new Life()) {
      life.stored(1, 1);
      life.stored(2, 2);
      life.stored(3, 3);
    }
    ruleStore.delete(3);
    ruleStore.damage(2);
    try (Life life = new Life()) {
      assertThat(life.warm()).isTrue();
      assertThat(life.served()).containsExactly(1, 1);
    }
  }

  /** The save of one member failed; what it served before must not stand beside the others' new. */
  @Test
  void saveThatFailedForOneMemberIsNoCommonCycle() {
    try (Life life = new Life()) {
      life.stored(1, 1);
      ruleStore.breaks("No space left on device");
      life.night(2, 2);
      life.awaitStored(life.prices);
      await()
          .until(
              () ->
                  Objects.requireNonNull(status(life.rules).generations().store()).failure()
                      != null);
    }
    ruleStore.breaks(null);
    try (Life life = new Life()) {
      assertThat(life.warm()).isTrue();
      assertThat(life.served()).containsExactly(1, 1);
    }
  }

  @Test
  void whereNothingIsCommonNobodyStartsWarmAndTheStatusSaysWhy() throws Exception {
    try (Life life = new Life()) {
      life.stored(1, 1);
    }
    ruleStore.delete(1);
    try (Life life = new Life()) {
      assertThat(life.warm()).isFalse();
      for (SnapshotCache<String, Integer> member : List.of(life.prices, life.rules)) {
        assertThat(status(member).version()).isZero();
        assertThat(status(member).generations().notWarm())
            .contains("of 'rules' nothing is kept that was served in cycle 1");
      }
      life.stored(2, 2);
      assertThat(life.served()).containsExactly(2, 2);
    }
  }

  @Test
  void whatIsTooOldForOneMemberIsServedForNone() {
    try (Life life = new Life()) {
      life.stored(1, 1);
    }
    clock.advance(Duration.ofHours(27));
    try (Life life = new Life()) {
      assertThat(life.warm()).isFalse();
      assertThat(status(life.prices).generations().notWarm()).contains("max-staleness");
    }
  }

  @Test
  void pinnedCycleIsServedHoweverOldAndBeforeNewerOnes() {
    try (Life life = new Life()) {
      life.stored(1, 1);
      life.stored(2, 2);
      done(of(life.prices).rollback(null, null, null));
      life.awaitStored(life.prices);
      life.awaitStored(life.rules);
    }
    clock.advance(Duration.ofDays(3));
    try (Life life = new Life()) {
      assertThat(life.warm()).isTrue();
      assertThat(life.served()).containsExactly(1, 1);
      assertThat(life.night(5, 5).reason()).isEqualTo("pinned");
    }
  }

  /** A memory that is lost leaves the cycles that loaded the stored generations. */
  @Test
  void withoutAMemoryGenerationsOfOneLoadStillBelongTogether() {
    try (Life life = new Life()) {
      life.stored(1, 1);
      life.stored(2, null);
      life.stored(3, 3);
    }
    priceStore.forget();
    ruleStore.forget();
    try (Life life = new Life()) {
      assertThat(life.warm()).isTrue();
      assertThat(life.served()).containsExactly(3, 3);
    }
    ruleStore.damage(2);
    priceStore.forget();
    ruleStore.forget();
    try (Life life = new Life()) {
      assertThat(life.warm()).isTrue();
      assertThat(life.served()).containsExactly(1, 1);
    }
  }

  private static List<String> standings(SnapshotCache<?, ?> cache) {
    return status(cache).generations().kept().stream()
        .map(stored -> stored.generation() + " " + stored.standing())
        .toList();
  }
}
