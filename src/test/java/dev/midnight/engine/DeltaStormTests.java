package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Snapshot;
import dev.midnight.test.CommandedCache;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/**
 * A source that changes all the time, half of the changes written to the cache too, while deltas
 * and loads run beside each other as fast as they can.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeltaStormTests {

  private static final int KEYS = 50;
  private static final int CHANGES = 20_000;

  /** Values of a key only grow in the source, so no reader may see one shrink. */
  @RepeatedTest(3)
  void noChangeIsLostNoneGoesBackwardAndEachPairIsSeenWhole() throws Exception {
    ChangeLog source = new ChangeLog();
    for (int key = 0; key < KEYS; key++) {
      source.set("k" + key, 0);
    }
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger deltas = new AtomicInteger();
    AtomicInteger loads = new AtomicInteger();
    try (CommandedCache<String, Integer> cache =
        CommandedCache.of(
            "c", builder -> builder.deltaLoader(source).drainInterval(Duration.ofMillis(1)))) {
      cache.loads(source).refreshNow();
      CompletableFuture<Void> takes =
          CompletableFuture.runAsync(
              () -> {
                while (!over.get()) {
                  DeltaTests.take(cache);
                  deltas.incrementAndGet();
                }
              });
      CompletableFuture<Void> refreshes =
          CompletableFuture.runAsync(
              () -> {
                while (!over.get()) {
                  cache.refreshNow();
                  loads.incrementAndGet();
                }
              });
      CompletableFuture<Void> reads = CompletableFuture.runAsync(() -> watch(cache, over));
      change(source, cache, () -> deltas.get() > 20 && loads.get() > 20);
      over.set(true);
      CompletableFuture.allOf(takes, refreshes, reads).join();
      cache.cache().put("last", 0).join();
      cache.cache().remove("last").join();
      DeltaTests.take(cache);
      DeltaTests.take(cache);

      assertThat(cache.cache().snapshot().asMap()).isEqualTo(source.rows());
      assertThat(Objects.requireNonNull(Managed.of(cache).deltas()).status().drift()).isZero();
    }
  }

  private static void change(
      ChangeLog source, CommandedCache<String, Integer> cache, BooleanSupplier enough) {
    SplittableRandom random = new SplittableRandom(7);
    for (int change = 1; change <= CHANGES || !enough.getAsBoolean(); change++) {
      String key = "k" + random.nextInt(KEYS);
      source.set(key, change);
      if (random.nextBoolean()) {
        CompletableFuture<Void> unused = cache.cache().put(key, change);
      }
    }
  }

  private static void watch(CommandedCache<String, Integer> cache, AtomicBoolean over) {
    Map<String, Integer> seen = new HashMap<>();
    while (!over.get()) {
      Snapshot<String, Integer> now = cache.cache().snapshot();
      now.asMap()
          .forEach(
              (key, value) -> {
                Integer before = seen.put(key, value);
                if (before != null && value < before) {
                  throw new AssertionError(
                      "%s went from %d back to %d in %s".formatted(key, before, value, now));
                }
              });
    }
  }
}
