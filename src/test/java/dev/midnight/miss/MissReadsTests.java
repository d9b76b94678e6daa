package dev.midnight.miss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.midnight.MissLoadException;
import dev.midnight.MissTimeoutException;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotNotLoadedException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reads of keys that the snapshot does not hold, with a miss loader. */
class MissReadsTests {

  private final PriceSource source = new PriceSource();
  private SnapshotCache<String, Integer> cache = source.loadedCache();

  @AfterEach
  void close() {
    cache.close();
  }

  private void rebuilt(Duration timeout) {
    cache.close();
    cache = source.builder().missTimeout(timeout).build();
    cache.refresh().join();
  }

  @Test
  void readBeforeTheFirstSnapshotFailsWithoutAskingTheLoader() {
    cache.close();
    cache = source.builder().build();
    assertThatExceptionOfType(SnapshotNotLoadedException.class).isThrownBy(() -> cache.get("a"));
    assertThat(source.asked).hasValue(0);
  }

  @Test
  void loaderWithoutStoreIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.builder().missStore(null).build())
        .withMessageContaining("'prices'")
        .withMessageContaining("CaffeineMissStore");
  }

  @Test
  void failureReachesTheReaderAndIsNotRemembered() {
    cache.close();
    cache =
        source
            .builder()
            .missLoader(
                key -> {
                  if (source.asked.incrementAndGet() == 1) {
                    throw new java.io.IOException("connection reset");
                  }
                  return 5;
                })
            .build();
    cache.refresh().join();
    assertThatExceptionOfType(MissLoadException.class)
        .isThrownBy(() -> cache.get("a"))
        .withMessageContaining("connection reset")
        .withCauseInstanceOf(java.io.IOException.class);
    assertThat(cache.get("a")).isEqualTo(5);
  }

  @Test
  void readerGivesUpAfterTheTimeoutAndTheLoadGoesOnForTheNext() throws Exception {
    rebuilt(Duration.ofMillis(500));
    source.unlisted.put("a", 7);
    PriceSource.Hold hold = source.holdNextLoad();
    assertThatExceptionOfType(MissTimeoutException.class)
        .isThrownBy(() -> cache.get("a"))
        .withMessageContaining("miss.timeout");
    hold.end();
    assertThat(cache.get("a")).isEqualTo(7);
    assertThat(source.asked).hasValue(1);
  }

  @Test
  void loadThatHangsIsInterruptedAndItsKeyAskedAnew() {
    rebuilt(Duration.ofMillis(20));
    source.unlisted.put("a", 7);
    source.holdNextLoad();
    assertThatExceptionOfType(MissTimeoutException.class).isThrownBy(() -> cache.get("a"));
    await().untilAsserted(() -> assertThat(source.interrupted).hasValue(1));
    await().ignoreExceptions().untilAsserted(() -> assertThat(cache.get("a")).isEqualTo(7));
  }

  @Test
  void loadThatHangsHoldsUpNoOtherKey() throws Exception {
    source.unlisted.putAll(Map.of("hangs", 1, "works", 2));
    PriceSource.Hold hold = source.holdNextLoad();
    CompletableFuture<Integer> reader = read("hangs");
    hold.awaitLoad();
    assertThat(cache.get("works")).isEqualTo(2);
    assertThat(reader).isNotDone();
    hold.end();
    assertThat(reader.get()).isEqualTo(1);
  }

  @Test
  void interruptedReaderFailsAndStaysInterrupted() throws Exception {
    PriceSource.Hold hold = source.holdNextLoad();
    FutureTask<Boolean> read =
        new FutureTask<>(
            () -> {
              try {
                cache.get("a");
                return false;
              } catch (MissLoadException e) {
                return Thread.currentThread().isInterrupted();
              }
            });
    Thread reader = new Thread(read);
    reader.start();
    hold.awaitLoad();
    reader.interrupt();
    assertThat(read.get()).isTrue();
    hold.end();
  }

  @Test
  void loaderThatReadsItsOwnKeyTimesOut() {
    cache.close();
    cache =
        source
            .builder()
            .missTimeout(Duration.ofMillis(50))
            .missLoader(key -> cache.get(key))
            .build();
    cache.refresh().join();
    assertThatExceptionOfType(MissLoadException.class).isThrownBy(() -> cache.get("a"));
  }

  @Test
  void closedCacheReadsAbsentKeysAsNullAndWakesWhoWaits() throws Exception {
    PriceSource.Hold hold = source.holdNextLoad();
    CompletableFuture<Integer> reader = read("a");
    hold.awaitLoad();
    cache.close();
    assertThat(reader.get()).isNull();
    assertThat(cache.get("listed")).isEqualTo(1);
    assertThat(cache.get("b")).isNull();
    await().untilAsserted(() -> assertThat(source.interrupted).hasValue(1));
  }

  @Test
  void absentKeyIsLoadedOnceAndRemembered() {
    source.unlisted.put("a", 7);
    assertThat(cache.get("a")).isEqualTo(7);
    assertThat(cache.get("a")).isEqualTo(7);
    assertThat(source.asked).hasValue(1);
  }

  @Test
  void absenceIsRememberedToo() {
    assertThat(cache.get("a")).isNull();
    assertThat(cache.get("a")).isNull();
    assertThat(source.asked).hasValue(1);
  }

  @Test
  void keyOfTheSnapshotIsNeverAskedFor() {
    source.unlisted.put("listed", 2);
    assertThat(cache.get("listed")).isEqualTo(1);
    assertThat(source.asked).hasValue(0);
  }

  @Test
  void snapshotNeverContainsMisses() {
    source.unlisted.put("a", 7);
    cache.get("a");
    assertThat(cache.snapshot().get("a")).isNull();
    assertThat(cache.snapshot().asMap()).isEqualTo(Map.of("listed", 1));
  }

  @Test
  void readersOfOneKeyShareOneLoad() throws Exception {
    source.unlisted.put("a", 7);
    PriceSource.Hold hold = source.holdNextLoad();
    CompletableFuture<Integer> first = read("a");
    hold.awaitLoad();
    FutureTask<Integer> second = new FutureTask<>(() -> cache.get("a"));
    Thread reader = new Thread(second);
    reader.start();
    await().until(() -> reader.getState() == Thread.State.TIMED_WAITING);
    hold.end();
    assertThat(first.get()).isEqualTo(7);
    assertThat(second.get()).isEqualTo(7);
    assertThat(source.asked).hasValue(1);
  }

  private CompletableFuture<Integer> read(String key) {
    CompletableFuture<Integer> value = new CompletableFuture<>();
    FutureTask<Integer> task =
        new FutureTask<>(() -> cache.get(key)) {
          @Override
          protected void done() {
            try {
              value.complete(get());
            } catch (ExecutionException | InterruptedException e) {
              value.completeExceptionally(e);
            }
          }
        };
    new Thread(task).start();
    return value;
  }
}
