package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midnight.OverflowPolicy;
import dev.midnight.SnapshotCache;
import dev.midnight.spi.Advice;
import dev.midnight.spi.ManagedCache;
import dev.midnight.test.SettableClock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a cache measures of itself, and advises by it. */
class AdviceTests {

  private final SettableClock clock = SettableClock.at("2026-11-25T00:00:00Z");

  @Test
  void aCacheWhoseBufferWasFullAdvisesALargerOneAfterAnHour() {
    try (SnapshotCache<Integer, Integer> cache =
        SnapshotCacheBuilder.<Integer, Integer>of("cities", (out, context) -> out.put(1, 1))
            .clock(clock)
            .writeCapacity(100)
            .overflow(OverflowPolicy.REJECT)
            .build()) {
      cache.refresh().join();
      cache.putAll(keys(90)).join();
      for (int i = 0; i < 10_000; i++) {
        cache.get(1);
      }
      ManagedCache managed = (ManagedCache) cache;
      assertThat(managed.advice())
          .singleElement()
          .satisfies(advice -> assertThat(advice.reason()).startsWith("Not enough seen yet: "));

      clock.advance(Duration.ofHours(1));

      assertThat(managed.advice())
          .extracting(Advice::setting, Advice::now, Advice::advised)
          .containsExactly(tuple("write.capacity", "100", "400"));
    }
  }

  private static Map<Integer, Integer> keys(int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(Function.identity(), Function.identity()));
  }
}
