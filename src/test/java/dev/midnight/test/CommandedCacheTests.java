package dev.midnight.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midnight.CycleEndedException;
import dev.midnight.Outcome;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandedCacheTests {

  @Test
  void rowsAreVisibleAfterTheRefreshAndNotBefore() {
    try (CommandedCache<String, Integer> stock = CommandedCache.of("stock")) {
      stock.publish(Map.of("apple", 1));
      stock.rows(Map.of("apple", 2));

      assertThat(stock.cache().get("apple")).isEqualTo(1);
      assertThat(stock.refreshNow().outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(stock.cache().get("apple")).isEqualTo(2);
    }
  }

  @Test
  void publishThatIsRefusedFailsTheTest() {
    try (CommandedCache<String, Integer> stock = CommandedCache.of("stock", b -> b.minEntries(2))) {
      assertThatThrownBy(() -> stock.publish(Map.of("apple", 1)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("REJECTED")
          .hasMessageContaining("the minimum is 2");
    }
  }

  @Test
  void refreshThatDoesNotEndFailsTheTest() {
    try (CommandedCache<String, Integer> stock = CommandedCache.of("stock");
        HangingLoader<String, Integer> hanging = HangingLoader.ignoringInterrupts()) {
      stock.loads(hanging);

      assertThatThrownBy(() -> stock.refreshNow(Duration.ofMillis(1)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("did not end within PT0.001S");
    }
  }

  @Test
  void ageComesFromTheSettableClock() {
    try (CommandedCache<String, Integer> stock = CommandedCache.of("stock")) {
      stock.clock().advance(Duration.ofHours(5));
      stock.publish(Map.of("apple", 1));

      assertThat(stock.cache().snapshot().loadedAt()).isEqualTo("2026-01-01T05:00:00Z");
    }
  }

  @Test
  void lateWritesAreRefused() {
    try (CommandedCache<String, Integer> stock = CommandedCache.of("stock")) {
      LateLoader<String, Integer> late = LateLoader.of(Map.of("apple", 1));
      assertThatThrownBy(() -> late.writeLate("pear", 2)).hasMessageContaining("Refresh the cache");
      stock.loads(late).refreshNow();

      assertThat(late.writeLate("pear", 2)).isInstanceOf(CycleEndedException.class);
      assertThat(stock.cache().snapshot().asMap()).containsExactly(Map.entry("apple", 1));
    }
  }

  @Test
  void hangingLoaderLoadsAfterItsRelease() {
    try (CommandedCache<String, Integer> stock = CommandedCache.of("stock");
        HangingLoader<String, Integer> hanging =
            HangingLoader.<String, Integer>heedingCancelActions().thenPutting(Map.of("apple", 1))) {
      var refresh = stock.loads(hanging).cache().refresh();
      hanging.awaitHanging();
      assertThat(refresh).isNotDone();
      hanging.release();

      assertThat(refresh.join().outcome()).isEqualTo(Outcome.PUBLISHED);
    }
  }
}
