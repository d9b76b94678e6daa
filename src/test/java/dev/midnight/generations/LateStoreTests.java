package dev.midnight.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.GenerationRecord;
import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.Standing;
import dev.midnight.spi.StoreStatus;
import dev.midnight.spi.StoredGeneration;
import dev.midnight.test.CommandedCache;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
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

  private void pinBeforeTheRestart() {
    absent = null;
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 1));
      assertThat(of(cache).pin(null, null, "audit").refusal()).isNull();
    }
    absent = "No such device";
  }

  @Test
  void pinOfTheEarlierProcessIsInForceFromWhenItCanBeRead(CapturedOutput output) throws Exception {
    pinBeforeTheRestart();
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 2));
      await().until(() -> health(cache).failure() != null);
      absent = null;
      cache.rows(Map.of("a", 3)).refreshNow();
      await().until(() -> output.getAll().contains("pinned to generation 1 before the restart"));
      assertThat(of(cache).status().generations().pinned()).isNotNull();
      assertThat(cache.rows(Map.of("a", 4)).refreshNow().reason()).isEqualTo("pinned");
      assertThat(cache.cache().get("a")).isNotEqualTo(4);
    }
    CacheMemory kept = Objects.requireNonNull(store.memory());
    assertThat(kept.pin()).isNotNull();
  }

  @Test
  void orderThatWasGivenMeanwhileWins(CapturedOutput output) {
    pinBeforeTheRestart();
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 2));
      await().until(() -> health(cache).failure() != null);
      of(cache).unpin();
      absent = null;
      cache.publish(Map.of("a", 3));
      await().until(() -> output.getAll().contains("could be opened now"));
      cache.publish(Map.of("a", 4));
      assertThat(cache.cache().get("a")).isEqualTo(4);
    }
  }

  @Test
  void pauseOfTheEarlierProcessIsInForceFromWhenItCanBeRead() {
    absent = null;
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 1));
      of(cache).pause("audit");
    }
    absent = "No such device";
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 2));
      assertThat(of(cache).status().paused()).isNull();
      absent = null;
      cache.publish(Map.of("a", 3));
      await().until(() -> of(cache).status().paused() != null);
    }
  }

  @Test
  void mediumThatHangsHoldsUpNoStartAndIsUsedOnceItAnswers() throws Exception {
    CountDownLatch answers = new CountDownLatch(1);
    SnapshotStore<String, Integer> late =
        LateStore.open(
            "c",
            () -> {
              tries.incrementAndGet();
              waitFor(answers);
              return store;
            },
            Duration.ofMillis(50));
    assertThatThrownBy(late::generations).hasStackTraceContaining("has not answered for 50 ms");
    assertThatThrownBy(() -> late.delete(1)).hasStackTraceContaining("has not answered");
    answers.countDown();
    await().ignoreExceptions().until(() -> save(late) != null);
    assertThat(tries).hasValue(1);
  }

  @Test
  void mediumThatAnswersAfterTheCloseIsClosed() throws Exception {
    CountDownLatch answers = new CountDownLatch(1);
    AtomicBoolean closed = new AtomicBoolean();
    SnapshotStore<String, Integer> late =
        LateStore.open(
            "c",
            () -> {
              waitFor(answers);
              return new MemoryStore<>() {
                @Override
                public void close() {
                  closed.set(true);
                }
              };
            },
            Duration.ofMillis(1));
    late.close();
    answers.countDown();
    await().untilTrue(closed);
  }

  private static void waitFor(CountDownLatch answers) throws IOException {
    try {
      answers.await();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  private static StoredGeneration save(SnapshotStore<String, Integer> into) throws Exception {
    return into.save(
        new GenerationRecord(
            1, Standing.PUBLISHED, null, 1, Instant.EPOCH, null, null, Changes.NONE),
        Map.of("a", 1));
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
