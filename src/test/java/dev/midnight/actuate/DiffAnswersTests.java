package dev.midnight.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.Outcome;
import dev.midnight.actuate.DiffBody.EntryBody;
import dev.midnight.generations.MemoryStore;
import dev.midnight.spi.FakeRegistry;
import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.StoredGeneration;
import dev.midnight.test.CommandedCache;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.core.convert.support.DefaultConversionService;

/** What a rejected generation would change, for whoever must approve it or not. */
class DiffAnswersTests {

  private final MemoryStore<String, Integer> store = new MemoryStore<>();

  private CommandedCache<String, Integer> stored() {
    return CommandedCache.of("prices", builder -> builder.store(store).maxShrink(0.2));
  }

  @Test
  void keysThatWouldComeChangeAndGoAreListed() {
    try (CommandedCache<String, Integer> prices = stored()) {
      rejected(prices);
      awaitKept(prices, 2);

      DiffBody body = body(ask(prices, Show.ALWAYS, null));
      assertThat(body.generation()).isEqualTo(2);
      assertThat(body.from()).isEqualTo(1);
      assertThat(body.standing()).isEqualTo("REJECTED");
      assertThat(body.reason()).contains("max-shrink");
      assertThat(body.changes()).isEqualTo(new CycleBody.ChangesBody(1, 1, 2, 1));
      assertThat(body.added()).containsExactly(new EntryBody("new", null, "9"));
      assertThat(body.updated()).containsExactly(new EntryBody("b", "2", "20"));
      assertThat(body.removed())
          .containsExactlyInAnyOrder(new EntryBody("c", "3", null), new EntryBody("d", "4", null));
      assertThat(body.unreadable()).isNull();
    }
  }

  /** The comparison is with what approving it would replace now, writes since the load included. */
  @Test
  void comparisonIsWithWhatIsServedNow() {
    try (CommandedCache<String, Integer> prices = stored()) {
      rejected(prices);
      awaitKept(prices, 2);
      prices.cache().put("b", 20).join();

      DiffBody body = body(ask(prices, Show.ALWAYS, 2L));
      assertThat(body.updated()).isEmpty();
      assertThat(body.changes().updated()).isZero();
      assertThat(body(ask(prices, Show.ALWAYS, 1L)).updated())
          .containsExactly(new EntryBody("b", "20", "2"));
    }
  }

  @Test
  void whoMaySeeNoValuesGetsTheCountsAndTheReasonAlone() {
    try (CommandedCache<String, Integer> prices = stored()) {
      rejected(prices);
      awaitKept(prices, 2);

      DiffBody body = body(ask(prices, Show.NEVER, null));
      assertThat(body.shown()).isFalse();
      assertThat(body.reason()).contains("max-shrink");
      assertThat(body.changes()).isEqualTo(new CycleBody.ChangesBody(1, 1, 2, 1));
      assertThat(List.of(body.added(), body.updated(), body.removed())).containsOnly(List.of());
      assertThat(body(ask(prices, Show.WHEN_AUTHORIZED, null)).shown()).isFalse();
    }
  }

  @Test
  void withoutAStoreTheDiffOfTheNewestRejectedLoadIsKeptUntilOneIsPublished() {
    try (CommandedCache<String, Integer> prices =
        CommandedCache.of("prices", builder -> builder.maxShrink(0.2))) {
      rejected(prices);

      DiffBody body = body(ask(prices, Show.ALWAYS, null));
      assertThat(body.generation()).isZero();
      assertThat(body.changes()).isEqualTo(new CycleBody.ChangesBody(1, 1, 2, 1));
      assertThat(body.updated()).containsExactly(new EntryBody("b", "2", "20"));
      assertThat(body.removed()).hasSize(2);

      prices.publish(Map.of("a", 1, "b", 2, "c", 3, "d", 5));
      assertNotKept(ask(prices, Show.ALWAYS, null));
    }
  }

  @Test
  void listsAreBoundedAndCountsAreNot() {
    try (CommandedCache<String, Integer> prices = stored()) {
      Map<String, Integer> many = new HashMap<>();
      for (int key = 0; key < 1_000; key++) {
        many.put("k" + key, key);
      }
      prices.publish(many);
      assertThat(prices.rows(Map.of("k1", 1)).refreshNow().outcome()).isEqualTo(Outcome.REJECTED);
      awaitKept(prices, 2);

      DiffBody body = body(ask(prices, Show.ALWAYS, null));
      assertThat(body.removed()).hasSize(100);
      assertThat(body.changes().removed()).isEqualTo(999);
    }
  }

  @Test
  void generationThatCannotBeReadSaysWhyBesideItsOwnCounts() {
    try (CommandedCache<String, Integer> prices = stored()) {
      rejected(prices);
      awaitKept(prices, 2);
      store.damage(2);

      DiffBody body = body(ask(prices, Show.ALWAYS, 2L));
      assertThat(body.unreadable()).contains("checksum of 2 is wrong");
      assertThat(body.changes()).isEqualTo(new CycleBody.ChangesBody(1, 1, 2, 1));
      assertThat(body.added()).isEmpty();
    }
  }

  @Test
  void whatIsNotKeptIsNotFound() {
    try (CommandedCache<String, Integer> prices = stored()) {
      prices.publish(Map.of("a", 1));
      assertNotKept(ask(prices, Show.ALWAYS, null));
      assertNotKept(ask(prices, Show.ALWAYS, 77L));
    }
  }

  private static void rejected(CommandedCache<String, Integer> prices) {
    prices.publish(Map.of("a", 1, "b", 2, "c", 3, "d", 4));
    assertThat(prices.rows(Map.of("a", 1, "b", 20, "new", 9)).refreshNow().outcome())
        .isEqualTo(Outcome.REJECTED);
  }

  private static void awaitKept(CommandedCache<String, Integer> prices, long generation) {
    await()
        .until(
            () ->
                ((ManagedCache) prices.cache())
                    .status().generations().kept().stream()
                        .map(StoredGeneration::generation)
                        .anyMatch(kept -> kept == generation));
  }

  private static void assertNotKept(Answer answer) {
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body())
        .isInstanceOfSatisfying(
            RefusedBody.class, body -> assertThat(body.reason()).isEqualTo("not-kept"));
  }

  private static DiffBody body(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isInstanceOf(DiffBody.class);
    return (DiffBody) answer.body();
  }

  private static Answer ask(
      CommandedCache<String, Integer> prices, Show show, @Nullable Long generation) {
    return new MidnightEndpoint(
            FakeRegistry.of((ManagedCache) prices.cache()),
            event -> {},
            null,
            new KeyAnswers(show, Set.of("operator"), new DefaultConversionService()))
        .part(
            "prices",
            "diff",
            new MidnightEndpoint.Question(null, generation),
            SecurityContext.NONE);
  }
}
