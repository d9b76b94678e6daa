package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.DeltaLoader;
import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.Trigger;
import dev.midnight.refresh.LoadPlaces;
import dev.midnight.spi.DeltaReport;
import dev.midnight.spi.ManagedDeltas;
import dev.midnight.test.CommandedCache;
import dev.midnight.test.HangingLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deltas among the loads of all caches, one of which runs at a time here. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeltaPlacesTests {

  private final LoadPlaces one = new LoadPlaces(1);
  private final List<AutoCloseable> made = new ArrayList<>();
  private volatile DeltaLoader<String, Integer> loader =
      (watermark, out, context) -> {
        out.put("a", 2);
        return "2";
      };

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : made) {
      each.close();
    }
  }

  private CommandedCache<String, Integer> loaded(String name) {
    CommandedCache<String, Integer> cache =
        CommandedCache.of(
            name,
            builder ->
                builder
                    .places(one)
                    .deltaLoader((from, out, context) -> loader.loadChanges(from, out, context)));
    made.add(cache);
    cache.publish(Map.of("a", 1));
    return cache;
  }

  private static ManagedDeltas deltas(CommandedCache<String, Integer> cache) {
    return Objects.requireNonNull(Managed.of(cache).deltas());
  }

  private HangingLoader<String, Integer> occupy() {
    HangingLoader<String, Integer> hanging =
        HangingLoader.<String, Integer>heedingInterrupts().thenPutting(Map.of("a", 1));
    CommandedCache<String, Integer> other =
        CommandedCache.of("other", builder -> builder.places(one));
    made.add(hanging);
    made.add(other);
    Managed.of(other.loads(hanging)).refresh(Trigger.MANUAL);
    hanging.awaitHanging();
    return hanging;
  }

  private static void awaitWaiting(CommandedCache<String, Integer> cache) {
    await().until(() -> deltas(cache).status().waitingFor() != null);
  }

  @Test
  void deltaWaitsForItsPlaceAndTheWaitingIsNoPartOfItsDeadline() {
    CommandedCache<String, Integer> cache = loaded("prices");
    HangingLoader<String, Integer> load = occupy();
    CompletableFuture<DeltaReport> delta = deltas(cache).take();
    awaitWaiting(cache);
    assertThat(deltas(cache).status().waitingFor())
        .isEqualTo(
            "1 of the 1 places for loads, while 'other' load. See midnight.max-concurrent-loads");
    assertThat(deltas(cache).status().running()).isNull();
    assertThat(deltas(cache).take().join().reason()).isEqualTo("overrun");
    cache.clock().advance(Duration.ofHours(1));
    load.release();

    assertThat(delta.join())
        .returns(Outcome.PUBLISHED, DeltaReport::outcome)
        .returns(Duration.ofHours(1), DeltaReport::delay);
    assertThat(cache.cache().get("a")).isEqualTo(2);
    assertThat(deltas(cache).status().waitingFor()).isNull();
  }

  @Test
  void deltaThatWaitsIsCancelledWithoutAsking() {
    CommandedCache<String, Integer> cache = loaded("prices");
    occupy();
    CompletableFuture<DeltaReport> delta = deltas(cache).take();
    awaitWaiting(cache);
    cache.cache().close();

    assertThat(delta.join().outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(delta.join().from()).isNull();
  }

  @Test
  void deltaHoldsItsPlaceWhileItReadsAndGivesItBack() throws Exception {
    CommandedCache<String, Integer> cache = loaded("prices");
    CommandedCache<String, Integer> other = loaded("other");
    CountDownLatch reads = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    loader =
        (watermark, out, context) -> {
          reads.countDown();
          goOn.await();
          return watermark;
        };
    CompletableFuture<DeltaReport> delta = deltas(cache).take();
    reads.await();
    var refresh = other.cache().refresh();
    await().until(() -> Managed.status(other).waitingFor() != null);
    assertThat(Managed.status(other).waitingFor()).contains("while 'prices.delta' load");
    goOn.countDown();

    assertThat(refresh.join().outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(delta.join().phases()).containsOnlyKeys(Phase.LOAD, Phase.VALIDATE, Phase.PUBLISH);
  }

  /** Each would wait for the other's place for ever. */
  @Test
  void loadersThatWaitForDeltasAndDeltasThatWaitForLoadsNeedNoSecondPlace() {
    CommandedCache<String, Integer> cache = loaded("prices");
    CommandedCache<String, Integer> other =
        CommandedCache.of("rates", builder -> builder.places(one));
    made.add(other);
    loader =
        (watermark, out, context) -> {
          out.put("a", other.cache().refresh().join().outcome() == Outcome.PUBLISHED ? 3 : -1);
          return "3";
        };
    other.rows(Map.of("a", 1));
    assertThat(deltas(cache).take().join().outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(cache.cache().get("a")).isEqualTo(3);

    loader =
        (watermark, out, context) -> {
          out.put("a", 4);
          return "4";
        };
    other.loads((out, context) -> out.put("a", (int) deltas(cache).take().join().rows()));
    assertThat(other.refreshNow().outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(cache.cache().get("a")).isEqualTo(4);
  }
}
