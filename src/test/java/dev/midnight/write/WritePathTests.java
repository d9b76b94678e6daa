package dev.midnight.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import dev.midnight.CacheClosedException;
import dev.midnight.OverflowPolicy;
import dev.midnight.WriteRejectedException;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.WriteStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored")
class WritePathTests {

  @Test
  void writeIsVisibleWhenItsFutureCompletes() {
    try (WriteFixture fixture = new WriteFixture().loaded(Map.of("a", 1, "b", 1))) {
      WriteFixture.await(fixture.writes.put("a", 2));
      assertThat(fixture.seen()).isEqualTo(Map.of("a", 2, "b", 1));
      WriteFixture.await(fixture.writes.remove("b"));
      assertThat(fixture.seen()).isEqualTo(Map.of("a", 2));
      WriteFixture.await(fixture.writes.putAll(Map.of("c", 3, "d", 4)));
      assertThat(fixture.seen()).isEqualTo(Map.of("a", 2, "c", 3, "d", 4));
    }
  }

  @Test
  void lastAcceptedWriteOfAKeyWins() {
    try (WriteFixture fixture = new WriteFixture()) {
      var mark = fixture.publisher.beginLoad();
      fixture.writes.put("a", 1);
      fixture.writes.remove("a");
      var first = fixture.writes.putAll(Map.of("a", 2, "b", 2));
      var last = fixture.writes.put("a", 3);
      fixture.load(mark, Map.of("a", 0));
      WriteFixture.await(CompletableFuture.allOf(first, last));
      assertThat(fixture.seen()).isEqualTo(Map.of("a", 3, "b", 2));
      assertThat(fixture.writes.status()).isEqualTo(new WriteStatus(5, 3, 0, 0, 65536, 0));
    }
  }

  @Test
  void effortTellsWhatDrainsFoundAndCopied() {
    try (WriteFixture fixture = new WriteFixture().loaded(Map.of("a", 1))) {
      WriteFixture.await(fixture.writes.putAll(Map.of("b", 2, "c", 3)));
      WriteEffort effort = fixture.writes.effort();
      assertThat(effort.fullest()).isEqualTo(2);
      assertThat(effort.copied()).isBetween(1L, 100_000L);
      assertThat(effort.shards()).isPositive();
    }
  }

  @Test
  void cacheThatIsOnlyReadHasNoThread() {
    try (WriteFixture fixture = new WriteFixture().loaded(Map.of("a", 1))) {
      assertThat(fixture.threads).isEmpty();
      WriteFixture.await(fixture.writes.put("a", 2));
      assertThat(fixture.threads("midnight-drain-prices")).hasSize(1);
    }
  }

  @Test
  void drainerParksWithoutATimeoutWhenNothingIsPending() {
    try (WriteFixture fixture = new WriteFixture().loaded(Map.of("a", 1))) {
      WriteFixture.await(fixture.writes.put("a", 2));
      awaitParked(fixture);
      WriteFixture.await(fixture.writes.put("a", 3));
      assertThat(fixture.seen()).isEqualTo(Map.of("a", 3));
    }
  }

  @Test
  void writesBeforeTheFirstLoadWaitWithoutPolling() {
    try (WriteFixture fixture = new WriteFixture()) {
      var early = fixture.writes.put("a", 1);
      awaitParked(fixture);
      assertThat(early).isNotDone();
      assertThat(fixture.writes.status().buffered()).isEqualTo(1);
      fixture.loaded(Map.of("a", 9));
      WriteFixture.await(early);
      assertThat(fixture.seen()).isEqualTo(Map.of("a", 9));
      assertThat(fixture.writes.status().buffered()).isZero();
    }
  }

  @Test
  void nullsAreRefusedAtOnceAndNothingIsWritten() {
    try (WriteFixture fixture = new WriteFixture().loaded(Map.of())) {
      assertThatNullPointerException()
          .isThrownBy(() -> fixture.writes.put(nothing(), 1))
          .withMessageContaining("Cache 'prices': write refused, its key is null");
      assertThatNullPointerException()
          .isThrownBy(() -> fixture.writes.put("a", nothing()))
          .withMessageContaining("its value is null");
      assertThatNullPointerException().isThrownBy(() -> fixture.writes.remove(nothing()));
      Map<String, @Nullable Integer> entries = new HashMap<>();
      entries.put("b", null);
      assertThatNullPointerException().isThrownBy(() -> fixture.writes.putAll(cast(entries)));
      assertThat(fixture.writes.status().accepted()).isZero();
    }
  }

  @Test
  void repeatedWritesOfOneKeyAreRejectedBeforeTheirFuturesFillTheHeap() {
    var settings = WriteFixture.settings(2, OverflowPolicy.REJECT, Duration.ZERO);
    try (WriteFixture fixture = new WriteFixture(settings, CacheEvents.NONE)) {
      CompletableFuture<Void> last = fixture.writes.put("a", 0);
      int accepted = 0;
      while (!last.isDone() && accepted <= Crowd.QUEUE) {
        accepted++;
        last = fixture.writes.put("a", accepted);
      }
      assertThat(last)
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .withCauseInstanceOf(WriteRejectedException.class)
          .withMessageContaining("too many callers wait")
          .withMessageContaining("midnight.caches.prices.write.drain-interval");
      assertThat(fixture.writes.putAll(Map.of("a", -1))).isCompletedExceptionally();
      fixture.loaded(Map.of());
      await().atMost(WriteFixture.PATIENCE).until(() -> accepted(fixture.writes.put("a", 0)));
    }
  }

  @Test
  void repeatedWritesHurryTheDrainRatherThanFillTheHeapUntilItIsDue() {
    var settings =
        new WriteSettings(
            "prices", 8, 2, Duration.ofHours(1), OverflowPolicy.BLOCK, WriteFixture.PATIENCE);
    try (WriteFixture fixture = new WriteFixture(settings, CacheEvents.NONE).loaded(Map.of())) {
      WriteFixture.await(fixture.writes.put("a", 0));
      CompletableFuture<Void> early = fixture.writes.put("a", 1);
      for (int i = 0; i <= Crowd.QUEUE; i++) {
        fixture.writes.put("a", i);
      }
      WriteFixture.await(early);
      assertThat(fixture.writes.status().rejected()).isZero();
    }
  }

  @Test
  void writeBeyondTheCapacityIsRejectedAndNamesTheProperty() {
    var settings = WriteFixture.settings(2, OverflowPolicy.REJECT, Duration.ZERO);
    try (WriteFixture fixture = new WriteFixture(settings, CacheEvents.NONE)) {
      fixture.writes.put("a", 1);
      fixture.writes.put("b", 1);
      assertThat(fixture.writes.put("a", 2)).isNotDone();
      assertThat(fixture.writes.put("c", 1))
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .withCauseInstanceOf(WriteRejectedException.class)
          .withMessageContaining("2 keys wait to become visible and the capacity is 2")
          .withMessageContaining("midnight.caches.prices.write.capacity");
      assertThat(fixture.writes.status().rejected()).isEqualTo(1);
      fixture.loaded(Map.of());
      WriteFixture.await(fixture.writes.put("c", 1));
    }
  }

  @Test
  void putAllLargerThanTheCapacityFailsAtOnce() {
    var settings = WriteFixture.settings(2, OverflowPolicy.BLOCK, WriteFixture.PATIENCE);
    try (WriteFixture fixture = new WriteFixture(settings, CacheEvents.NONE).loaded(Map.of())) {
      assertThat(fixture.writes.putAll(Map.of("a", 1, "b", 1, "c", 1)))
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .withCauseInstanceOf(WriteRejectedException.class)
          .withMessageContaining("putAll rejected, it has 3 entries but the capacity is 2");
      assertThat(fixture.seen()).isEmpty();
      WriteFixture.await(fixture.writes.putAll(Map.of("a", 1, "b", 1)));
    }
  }

  @Test
  void writerWithoutRoomWaitsForTheNextDrain() {
    var settings = WriteFixture.settings(1, OverflowPolicy.BLOCK, WriteFixture.PATIENCE);
    try (WriteFixture fixture = new WriteFixture(settings, CacheEvents.NONE)) {
      fixture.writes.put("a", 1);
      CompletableFuture<Void> waiting =
          CompletableFuture.supplyAsync(() -> fixture.writes.put("b", 1))
              .thenCompose(future -> future);
      assertThat(waiting).isNotDone();
      fixture.loaded(Map.of());
      WriteFixture.await(waiting);
      assertThat(fixture.seen()).isEqualTo(Map.of("b", 1));
    }
  }

  @Test
  void writerThatFindsNoRoomInTimeIsRejected() {
    var settings = WriteFixture.settings(1, OverflowPolicy.BLOCK, Duration.ofMillis(1));
    try (WriteFixture fixture = new WriteFixture(settings, CacheEvents.NONE)) {
      fixture.writes.put("a", 1);
      assertThat(fixture.writes.put("b", 1))
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .withMessageContaining("it found no room within PT0.001S")
          .withMessageContaining("block-timeout");
    }
  }

  @Test
  void interruptedWriterFailsAndStaysInterrupted() {
    var settings = WriteFixture.settings(1, OverflowPolicy.BLOCK, WriteFixture.PATIENCE);
    try (WriteFixture fixture = new WriteFixture(settings, CacheEvents.NONE)) {
      fixture.writes.put("a", 1);
      Thread.currentThread().interrupt();
      CompletableFuture<Void> future = fixture.writes.put("b", 1);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(future)
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .withMessageContaining("its thread was interrupted");
    }
  }

  @Test
  void closedPathDrainsWhatItAcceptedAndRefusesTheRest() {
    WriteFixture fixture = new WriteFixture().loaded(Map.of());
    var accepted = fixture.writes.put("a", 1);
    assertThat(fixture.writes.close(Duration.ofSeconds(5))).isZero();
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 1));
    WriteFixture.await(accepted);
    for (var late :
        List.of(
            fixture.writes.put("b", 1),
            fixture.writes.remove("a"),
            fixture.writes.putAll(Map.of("b", 1)))) {
      assertThat(late)
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .withCauseInstanceOf(CacheClosedException.class);
    }
    await().until(() -> fixture.threads("drain").stream().noneMatch(Thread::isAlive));
    assertThat(fixture.writes.close(Duration.ZERO)).isZero();
  }

  @Test
  void closedPathFailsWhatCouldNotBecomeVisible() {
    WriteFixture fixture = new WriteFixture();
    var one = fixture.writes.put("a", 1);
    var two = fixture.writes.putAll(Map.of("a", 2, "b", 2));
    assertThat(fixture.writes.close(Duration.ofSeconds(5))).isEqualTo(2);
    for (var lost : List.of(one, two)) {
      assertThat(lost)
          .failsWithin(WriteFixture.PATIENCE)
          .withThrowableThat()
          .withCauseInstanceOf(WriteRejectedException.class)
          .withMessageContaining("write not applied, the cache was closed");
    }
  }

  @Test
  void closingLetsWaitingWritersGo() {
    var settings = WriteFixture.settings(1, OverflowPolicy.BLOCK, WriteFixture.PATIENCE);
    WriteFixture fixture = new WriteFixture(settings, CacheEvents.NONE);
    fixture.writes.put("a", 1);
    List<CompletableFuture<Void>> waiting =
        List.of(later(() -> fixture.writes.put("b", 1)), later(() -> fixture.writes.put("c", 1)));
    fixture.close();
    for (var writer : waiting) {
      assertThat(writer)
          .failsWithin(WriteFixture.PATIENCE)
          .withThrowableThat()
          .withCauseInstanceOf(CacheClosedException.class);
    }
  }

  @Test
  void drainerSurvivesAViewThatFails() {
    try (WriteFixture fixture = new WriteFixture().loaded(Map.of("a", 1))) {
      AtomicBoolean broken = new AtomicBoolean();
      fixture.publisher.derive(
          snapshot -> {
            if (broken.get()) {
              throw new StackOverflowError();
            }
            return snapshot.size();
          },
          null);
      broken.set(true);
      var waiting = fixture.writes.put("b", 1);
      await().until(() -> fixture.threads("drain").get(0).getState() == Thread.State.TIMED_WAITING);
      assertThat(waiting).isNotDone();
      broken.set(false);
      WriteFixture.await(waiting);
      assertThat(fixture.seen()).isEqualTo(Map.of("a", 1, "b", 1));
    }
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new WriteSettings(
                    "prices", 3, 1, Duration.ZERO, OverflowPolicy.BLOCK, Duration.ZERO))
        .withMessageContaining("write.shards 3 is no power of two")
        .withMessageContaining("midnight.caches.prices.write.shards");
    assertThat(WriteSettings.autoShards(1)).isEqualTo(64);
    assertThat(WriteSettings.autoShards(6)).isEqualTo(128);
    assertThat(WriteSettings.autoShards(500)).isEqualTo(1024);
  }

  private static CompletableFuture<Void> later(
      java.util.function.Supplier<CompletableFuture<Void>> write) {
    return CompletableFuture.supplyAsync(write).thenCompose(future -> future);
  }

  private static void awaitParked(WriteFixture fixture) {
    await().until(() -> fixture.threads("drain").get(0).getState() == Thread.State.WAITING);
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Integer> cast(Map<String, @Nullable Integer> entries) {
    return (Map<String, Integer>) (Map<?, ?>) entries;
  }

  private static boolean accepted(CompletableFuture<Void> write) {
    return !write.isCompletedExceptionally();
  }
}
