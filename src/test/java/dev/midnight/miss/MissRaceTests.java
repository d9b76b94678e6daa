package dev.midnight.miss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.SnapshotCache;
import dev.midnight.spi.Found;
import dev.midnight.spi.MissStatus;
import dev.midnight.spi.MissTurn;
import dev.midnight.spi.Misses;
import dev.midnight.spi.RemembersMisses;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Misses against writes and publishes; each order of events is forced, none is left to luck. */
class MissRaceTests {

  private final PriceSource source = new PriceSource();
  private final SnapshotCache<String, Integer> cache = source.loadedCache();
  private final Misses<String, Integer> misses =
      ((RemembersMisses<String, Integer>) cache).misses();

  @AfterEach
  void close() {
    cache.close();
  }

  @Test
  void missOfAnOlderGenerationIsAskedAnew() {
    source.unlisted.put("a", 1);
    assertThat(cache.get("a")).isEqualTo(1);
    source.unlisted.put("a", 2);
    cache.refresh().join();
    assertThat(cache.get("a")).isEqualTo(2);
  }

  @Test
  void loadThatFoundNothingChangedKeepsTheMisses() {
    assertThat(cache.get("a")).isNull();
    source.unchanged = true;
    cache.refresh().join();
    assertThat(cache.get("a")).isNull();
    assertThat(source.asked).hasValue(1);
  }

  @Test
  void loadInFlightIsNotServedUnderANewerGeneration() throws Exception {
    source.unlisted.put("a", 1);
    PriceSource.Hold old = source.holdNextLoad();
    CompletableFuture<Integer> reader = read("a");
    old.awaitLoad();
    source.unlisted.put("a", 2);
    cache.refresh().join();
    assertThat(reader.get()).isEqualTo(2);
    old.end();
    assertThat(cache.get("a")).isEqualTo(2);
  }

  @Test
  void readerWhoWaitsIsGivenTheKeyThatIsPublishedMeanwhile() throws Exception {
    PriceSource.Hold hold = source.holdNextLoad();
    CompletableFuture<Integer> reader = read("a");
    hold.awaitLoad();
    source.listed.put("a", 3);
    cache.refresh().join();
    assertThat(reader.get()).isEqualTo(3);
    hold.end();
  }

  @Test
  void removalForgetsWhatIsRememberedSoThatTheSourceIsAskedAnew() {
    source.unlisted.put("a", 1);
    assertThat(cache.get("a")).isEqualTo(1);
    source.unlisted.remove("a");
    cache.remove("a").join();
    assertThat(cache.get("a")).isNull();
  }

  @Test
  void removalIsNotUndoneByALoadInFlight() throws Exception {
    source.unlisted.put("a", 1);
    PriceSource.Hold old = source.holdNextLoad();
    CompletableFuture<Integer> reader = read("a");
    old.awaitLoad();
    source.unlisted.remove("a");
    cache.remove("a").join();
    assertThat(cache.get("a")).isNull();
    old.end();
    assertThat(reader.get()).isNull();
    assertThat(cache.get("a")).isNull();
  }

  @Test
  void putIsReadWhateverWasRememberedAndItsRemovalAsksAnew() {
    assertThat(cache.get("a")).isNull();
    cache.put("a", 5).join();
    assertThat(cache.get("a")).isEqualTo(5);
    source.unlisted.put("a", 6);
    cache.remove("a").join();
    assertThat(cache.get("a")).isEqualTo(6);
  }

  @Test
  void batchDropsTheMissesOfItsKeys() {
    assertThat(cache.get("a")).isNull();
    cache.putAll(Map.of("a", 5, "b", 6)).join();
    assertThat(misses.find("a")).isEqualTo(new Found<>(5));
    source.listed.put("c", 1);
    cache.refresh().join();
    assertThat(misses.find("a")).isNull();
  }

  @Test
  void answerOfATurnIsRememberedUntilTheKeyIsWritten() {
    misses.begin("a").found(4);
    assertThat(misses.find("a")).isEqualTo(new Found<>(4));
    assertThat(cache.get("a")).isEqualTo(4);
    cache.remove("a").join();
    assertThat(misses.find("a")).isNull();
  }

  @Test
  void answerOfATurnFromBeforeAWriteIsNotRemembered() {
    MissTurn<Integer> before = misses.begin("a");
    cache.remove("a").join();
    MissTurn<Integer> after = misses.begin("a");
    before.found(1);
    assertThat(misses.find("a")).isNull();
    after.found(2);
    assertThat(misses.find("a")).isEqualTo(new Found<>(2));
  }

  @Test
  void answerOfATurnFromBeforeAPublishIsNotRemembered() {
    MissTurn<Integer> marked = misses.begin("a");
    MissTurn<Integer> shared = misses.join("b");
    cache.refresh().join();
    marked.found(1);
    shared.found(2);
    assertThat(misses.find("a")).isNull();
    assertThat(misses.find("b")).isNull();
  }

  @Test
  void answerOfATurnFromBeforeForgettingIsNotRemembered() {
    MissTurn<Integer> marked = misses.begin("a");
    MissTurn<Integer> shared = misses.join("b");
    misses.forgetAll();
    marked.found(1);
    shared.found(2);
    assertThat(misses.find("a")).isNull();
    assertThat(misses.find("b")).isNull();
  }

  @Test
  void callersOfOneKeyShareATurnUntilItFails() {
    MissTurn<Integer> first = misses.join("a");
    MissTurn<Integer> second = misses.join("a");
    assertThat(first.own()).isTrue();
    assertThat(second.own()).isFalse();
    CompletableFuture<Found<Integer>> waiting = second.others();
    waiting.cancel(true);
    first.failed(new IllegalStateException("no connection"));
    assertThat(second.others().join()).isNull();
    assertThat(misses.join("a").own()).isTrue();
  }

  @Test
  void markDoesNotStandInTheWayOfALoad() {
    source.unlisted.put("a", 1);
    MissTurn<Integer> mark = misses.begin("a");
    assertThat(cache.get("a")).isEqualTo(1);
    mark.found(9);
    assertThat(cache.get("a")).isEqualTo(1);
  }

  @Test
  void statusCountsWhatTheMemoryAnswered() {
    cache.get("a");
    cache.get("a");
    cache.get("listed");
    assertThat(misses.status()).isEqualTo(new MissStatus(1, 1));
  }

  private CompletableFuture<Integer> read(String key) {
    return CompletableFuture.supplyAsync(() -> cache.get(key), task -> new Thread(task).start());
  }
}
