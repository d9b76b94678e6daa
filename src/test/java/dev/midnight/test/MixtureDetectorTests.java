package dev.midnight.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MixtureDetectorTests {

  private static final int KEYS = 200;

  @Test
  void mapThatIsClearedAndRefilledIsCaught() {
    Map<Integer, Long> map = new ConcurrentHashMap<>(generation(1));
    try (ReaderProbe readers =
        MixtureDetector.<Integer, Long>of(() -> map, map::get, g -> g).readers(2).start()) {
      long[] generation = {1};
      Awaitility.await()
          .until(
              () -> {
                generation[0]++;
                map.clear();
                map.putAll(generation(generation[0]));
                Sightings seen = readers.seen();
                return seen.holes() > 0 && seen.mixtures() > 0;
              });

      assertThatThrownBy(readers::assertNoMixture)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("holes")
          .hasMessageContaining("first seen: ");
    }
  }

  @Test
  void generationThatComesBackIsCaught() {
    Map<Integer, Long> newest = generation(2);
    Map<Integer, Long> oldest = generation(1);
    AtomicInteger reads = new AtomicInteger();
    try (ReaderProbe readers =
        MixtureDetector.<Integer, Long>of(
                () -> newest,
                key -> (reads.getAndIncrement() % 2 == 0 ? newest : oldest).get(key),
                g -> g)
            .readers(1)
            .start()) {
      readers.awaitPasses(1);

      assertThat(readers.seen().stepsBack()).isPositive();
      assertThat(readers.seen().mixtures()).isZero();
      assertThatThrownBy(readers::assertNoMixture).hasMessageContaining("after generation 2");
    }
  }

  @Test
  void readThatThrowsIsCaught() {
    Map<Integer, Long> map = generation(1);
    try (ReaderProbe readers =
        MixtureDetector.<Integer, Long>of(
                () -> map,
                key -> {
                  throw new IllegalStateException("gone");
                },
                g -> g)
            .start()) {
      readers.awaitPasses(1);

      assertThatThrownBy(readers::assertNoMixture).hasMessageContaining("gone");
    }
  }

  @Test
  void readersThatHaveNotReadProveNothing() {
    CountDownLatch gate = new CountDownLatch(1);
    Map<Integer, Long> map = generation(1);
    try (ReaderProbe readers =
        MixtureDetector.<Integer, Long>of(
                () -> map,
                key -> {
                  Awaitility.await().until(() -> gate.getCount() == 0);
                  return map.get(key);
                },
                g -> g)
            .readers(1)
            .keys(List.of(1))
            .start()) {
      assertThatThrownBy(readers::assertNoMixture).hasMessageContaining("nothing is proved");
      gate.countDown();
      readers.awaitPasses(1);
      readers.assertNoMixture();
    }
  }

  @Test
  void cacheShowsWholeGenerationsOnly() {
    try (CommandedCache<Integer, Long> cache = CommandedCache.of("whole")) {
      cache.publish(generation(1));
      try (ReaderProbe readers = MixtureDetector.of(cache.cache(), (Long g) -> g).start()) {
        for (long generation = 2; generation < 30; generation++) {
          cache.publish(generation(generation));
        }
        readers.awaitPasses(1);

        assertThat(readers.assertNoMixture().reads()).isPositive();
      }
    }
  }

  @Test
  void watchingNothingIsRefused() {
    assertThatThrownBy(
            () -> MixtureDetector.<Integer, Long>of(Map::of, key -> null, g -> g).start())
        .hasMessageContaining("no key to read");
    assertThatThrownBy(
            () -> MixtureDetector.<Integer, Long>of(Map::of, key -> null, g -> g).readers(0))
        .hasMessageContaining("0 readers");
  }

  private static Map<Integer, Long> generation(long number) {
    Map<Integer, Long> rows = new HashMap<>();
    for (int key = 0; key < KEYS; key++) {
      rows.put(key, number);
    }
    return rows;
  }
}
