package dev.midnight.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.GenerationRecord;
import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.Standing;
import dev.midnight.spi.StoreStatus;
import dev.midnight.spi.StoredGeneration;
import dev.midnight.test.CommandedCache;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A store whose disk is not there at the start. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ExtendWith(OutputCaptureExtension.class)
class LateStoreTests {

  private final MemoryStore<String, Integer> store = new MemoryStore<>();
  private final AtomicInteger tries = new AtomicInteger();
  private volatile @Nullable String absent = "No such device";

  private SnapshotStore<String, Integer> open() {
    return LateStore.open(
        "c",
        () -> {
          tries.incrementAndGet();
          String why = absent;
          if (why != null) {
            throw new IOException(why);
          }
          return store;
        });
  }

  private CommandedCache<String, Integer> start() {
    return CommandedCache.of("c", builder -> builder.store(open()));
  }

  @Test
  void servingDoesNotDependOnItAndTheFailureIsSaidOnceWithTheRemedy(CapturedOutput output) {
    try (CommandedCache<String, Integer> cache = start()) {
      assertThat(of(cache).warmStart().join()).isFalse();
      for (int night = 1; night < 4; night++) {
        assertThat(cache.publish(Map.of("a", night)).outcome()).isEqualTo(Outcome.PUBLISHED);
      }
      await().until(() -> tries.get() > 4);
      assertThat(cache.cache().get("a")).isEqualTo(3);
      assertThat(health(cache).failure())
          .contains("No such device", "midnight.caches.c.store.directory");
    }
    assertThat(output.getAll().split("its store failed to", -1)).hasSize(2);
  }

  @Test
  void refreshAfterItCameBackIsSavedAboveTheNumbersThatItHolds() throws Exception {
    store.save(
        new GenerationRecord(
            41, Standing.PUBLISHED, null, 7, Instant.EPOCH, null, null, Changes.NONE),
        Map.of("a", 0));
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 1));
      await().until(() -> health(cache).failure() != null);
      absent = null;
      cache.publish(Map.of("a", 2));
      cache.publish(Map.of("a", 3));
      await().until(() -> health(cache).failure() == null);
      assertThat(health(cache).savedGeneration()).isGreaterThan(41);
      assertThat(store.generations())
          .extracting(StoredGeneration::generation)
          .contains(41L, health(cache).savedGeneration());
    }
  }

  @Test
  void orderOfTheEarlierProcessThatIsNotInForceIsSaid(CapturedOutput output) {
    absent = null;
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 1));
      assertThat(of(cache).pin(null, null, "audit").refusal()).isNull();
    }
    absent = "No such device";
    try (CommandedCache<String, Integer> cache = start()) {
      absent = null;
      cache.publish(Map.of("a", 2));
      await().until(() -> output.getAll().contains("before the restart it was pinned"));
    }
  }

  @Test
  void settingsThatNeverCanWorkAreRefusedAtOnce() {
    assertThatThrownBy(
            () ->
                LateStore.open(
                    "c",
                    () -> {
                      throw new IllegalArgumentException("is a file");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ManagedCache of(CommandedCache<?, ?> cache) {
    return (ManagedCache) cache.cache();
  }

  private static StoreStatus health(CommandedCache<?, ?> cache) {
    CacheStatus status = of(cache).status();
    return Objects.requireNonNull(status.generations().store());
  }
}
