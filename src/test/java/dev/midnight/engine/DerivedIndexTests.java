package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midnight.DerivedView;
import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.Snapshot;
import dev.midnight.test.CommandedCache;
import dev.midnight.test.MixtureDetector;
import dev.midnight.test.ReaderProbe;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Indexes that are swapped together with their snapshot. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DerivedIndexTests {

  @Test
  void indexIsBuiltBeforeThePublish() {
    try (CommandedCache<String, Long> cache = CommandedCache.of("c")) {
      cache.publish(Map.of("a", 1L));
      List<Long> currentWhenBuilt = new CopyOnWriteArrayList<>();
      DerivedView<Long> sum =
          cache
              .cache()
              .derive(
                  snapshot -> {
                    currentWhenBuilt.add(cache.cache().snapshot().get("a"));
                    return sum(snapshot);
                  });
      assertThat(sum.get()).isEqualTo(1);

      cache.publish(Map.of("a", 5L));

      assertThat(sum.get()).isEqualTo(5);
      assertThat(currentWhenBuilt).containsExactly(1L, 1L);
    }
  }

  @Test
  void failingIndexBlocksThePublish() {
    try (CommandedCache<String, Long> cache = CommandedCache.of("c")) {
      cache.publish(Map.of("a", 1L));
      DerivedView<Long> sum =
          cache
              .cache()
              .derive(
                  snapshot -> {
                    if (sum(snapshot) > 5) {
                      throw new StackOverflowError();
                    }
                    return sum(snapshot);
                  });
      Snapshot<String, Long> before = cache.cache().snapshot();

      RefreshResult result = cache.rows(Map.of("a", 6L)).refreshNow();

      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(result.reason()).contains("derived view 1", "StackOverflowError");
      assertThat(cache.cache().snapshot()).isSameAs(before);
      assertThat(sum.get()).isEqualTo(1);
      cache.publish(Map.of("a", 3L));
      assertThat(sum.get()).isEqualTo(3);
    }
  }

  @Test
  void indexThatFailsNowIsNotAdded() {
    try (CommandedCache<String, Long> cache = CommandedCache.of("c")) {
      cache.publish(Map.of("a", 1L));
      assertThatThrownBy(
              () ->
                  cache
                      .cache()
                      .derive(
                          snapshot -> {
                            throw new IllegalStateException("no");
                          }))
          .hasMessageContaining("could not be built");

      cache.publish(Map.of("a", 2L));
    }
  }

  @Test
  void indexAndSnapshotBelongTogetherUnderReaders() {
    try (CommandedCache<String, Long> cache = CommandedCache.of("c")) {
      cache.publish(Map.of("a", 1L));
      DerivedView<Long> copy = cache.cache().derive(snapshot -> snapshot.get("a"));
      try (ReaderProbe readers =
          MixtureDetector.<String, Long>of(
                  () -> {
                    Snapshot<String, Long> snapshot = cache.cache().snapshot();
                    return Map.of("index", snapshot.view(copy), "row", snapshot.get("a"));
                  },
                  key -> copy.get(),
                  g -> g)
              .start()) {
        for (long n = 2; n < 50; n++) {
          cache.publish(Map.of("a", n));
          cache.cache().put("other", n).join();
        }
        readers.awaitPasses(2);

        readers.assertNoMixture();
      }
    }
  }

  private static long sum(Snapshot<String, Long> snapshot) {
    return snapshot.asMap().values().stream().mapToLong(Long::longValue).sum();
  }
}
