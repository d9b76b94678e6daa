package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.generations.MemoryStore;
import dev.midnight.spi.KeyStory;
import dev.midnight.spi.KeyStory.Origin;
import dev.midnight.test.CommandedCache;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The story of one key: a customer saw the wrong price. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KeyQuestionTests {

  private final MemoryStore<String, Integer> store = new MemoryStore<>();

  private static CommandedCache<String, Integer> recording() {
    return CommandedCache.of("c", builder -> builder.recordsChanges(true));
  }

  private CommandedCache<String, Integer> start() {
    return CommandedCache.of(
        "c",
        builder ->
            builder
                .store(store)
                .recordsChanges(true)
                .deltaLoader(
                    (watermark, out, context) -> {
                      out.put("tea", 9);
                      return "1";
                    }));
  }

  @Test
  void wrongPriceIsTracedThroughLoadDeltaWriteAndRollback() {
    try (CommandedCache<String, Integer> cache = start()) {
      publish(cache, 1, Map.of("tea", 3, "milk", 1));
      publish(cache, 2, Map.of("tea", 4, "milk", 1));
      cache.takeDelta();
      cache.cache().put("tea", 99).join();

      KeyStory wrong = ask(cache, "tea");

      assertThat(wrong.value()).isEqualTo(99);
      assertThat(since(wrong).origin()).isEqualTo(Origin.WRITE);
      assertThat(since(wrong).version()).isEqualTo(4);
      assertThat(since(wrong).generation()).isEqualTo(2);
      assertThat(since(wrong).at()).isEqualTo(cache.clock().instant());
      assertThat(wrong.certain()).isTrue();
      assertThat(wrong.changes())
          .extracting(change -> change.origin() + " " + change.value())
          .containsExactly("WRITE 99", "DELTA 9", "LOAD 4", "LOAD 3");
      assertThat(wrong.kept())
          .extracting(kept -> kept.generation() + " " + kept.value())
          .containsExactly("2 4", "1 3");

      assertThat(since(ask(cache, "milk")).generation()).isEqualTo(1);

      Objects.requireNonNull(Managed.of(cache).rollback(1L, null, null).result()).join();
      assertThat(since(ask(cache, "tea")).origin()).isEqualTo(Origin.ROLLBACK);
      assertThat(ask(cache, "tea").value()).isEqualTo(3);
    }
  }

  @Test
  void keyThatIsNotThereSaysWhoTookItAway() {
    try (CommandedCache<String, Integer> cache = start()) {
      publish(cache, 1, Map.of("tea", 3, "milk", 1));
      cache.cache().remove("tea").join();

      KeyStory story = ask(cache, "tea");

      assertThat(story.present()).isFalse();
      assertThat(since(story).origin()).isEqualTo(Origin.WRITE);
      assertThat(since(story).present()).isFalse();
      assertThat(ask(cache, "never").since()).isNull();
      assertThat(ask(cache, "never").kept()).allMatch(kept -> !kept.present());
    }
  }

  /** The journal of an earlier process is gone; the generations are not. */
  @Test
  void afterARestartTheKeptGenerationsTellSinceWhenAtLeast() {
    try (CommandedCache<String, Integer> cache = start()) {
      publish(cache, 1, Map.of("tea", 3));
      publish(cache, 2, rows(20_000, 4));
      publish(cache, 3, rows(20_000, 4));
    }
    try (CommandedCache<String, Integer> cache = start()) {
      assertThat(Managed.of(cache).warmStart().join()).isTrue();

      KeyStory story = ask(cache, "tea");

      assertThat(story.value()).isEqualTo(4);
      assertThat(since(story).generation()).isEqualTo(2);
      assertThat(story.certain()).isTrue();
      assertThat(story.changes()).singleElement().matches(change -> !change.listed());
      store.damage(1);
      assertThat(ask(cache, "tea").kept().get(2).unreadable()).isNotNull();
    }
  }

  @Test
  void loadThatChangesMoreThanIsListedIsNamedWhereTheValueIsAnotherThanBefore() {
    try (CommandedCache<String, Integer> cache = recording()) {
      cache.publish(Map.of("tea", 3, "milk", 1));
      Map<String, Integer> many = rows(20_000, 4);
      many.put("milk", 1);
      cache.publish(many);

      assertThat(since(ask(cache, "tea")).generation()).isEqualTo(2);
      assertThat(since(ask(cache, "tea")).listed()).isFalse();
      assertThat(since(ask(cache, "milk")).generation()).isEqualTo(1);
    }
  }

  /** Writes must not fill the heap with what they were. */
  @Test
  void journalIsBounded() {
    try (CommandedCache<String, Integer> cache = recording()) {
      cache.publish(Map.of("tea", 0));
      for (int batch = 1; batch <= 10; batch++) {
        Map<String, Integer> rows = rows(9_000, batch);
        cache.cache().putAll(rows).join();
      }

      assertThat(ask(cache, "tea").changes()).hasSize(7);
      assertThat(since(ask(cache, "tea")).value()).isEqualTo(10);
    }
  }

  /** As by default, where nobody may see values. */
  @Test
  void cacheThatRecordsNoChangesAnswersFromWhatItHolds() {
    try (CommandedCache<String, Integer> cache = CommandedCache.of("c")) {
      cache.publish(Map.of("tea", 3));
      cache.cache().put("tea", 4).join();

      assertThat(ask(cache, "tea").value()).isEqualTo(4);
      assertThat(ask(cache, "tea").changes()).isEmpty();
      assertThat(ask(cache, "tea").certain()).isFalse();
    }
  }

  private static Map<String, Integer> rows(int count, int value) {
    Map<String, Integer> rows = new HashMap<>();
    for (int i = 1; i < count; i++) {
      rows.put("k" + i, value);
    }
    rows.put("tea", value);
    return rows;
  }

  private static void publish(
      CommandedCache<String, Integer> cache, long generation, Map<String, Integer> rows) {
    cache.publish(rows);
    await()
        .until(
            () ->
                Managed.status(cache).generations().kept().stream()
                    .anyMatch(stored -> stored.generation() == generation));
  }

  private static KeyStory ask(CommandedCache<String, Integer> cache, String key) {
    return Objects.requireNonNull(Managed.of(cache).story(key));
  }

  private static KeyStory.Change since(KeyStory story) {
    return Objects.requireNonNull(story.since());
  }
}
