package dev.midnight.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.publish.LoadMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What callers chain to their futures may block on other writes without stopping them. */
class CallbackTests {

  @Test
  void callbackMayWaitForAWriteOfItsOwn() {
    try (WriteFixture fixture = new WriteFixture().loaded(Map.of())) {
      List<CompletableFuture<Void>> chains = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String key = "k" + i;
        chains.add(
            fixture
                .writes
                .put(key, 1)
                .thenRun(() -> WriteFixture.await(fixture.writes.put(key, 2))));
      }
      chains.forEach(WriteFixture::await);
      assertThat(fixture.seen().values()).containsOnly(2).hasSize(100);
    }
  }

  @Test
  void callbackMayWaitForAnotherFutureOfTheSameBatch() {
    try (WriteFixture fixture = new WriteFixture()) {
      LoadMark<String, Integer> mark = fixture.publisher.beginLoad();
      List<CompletableFuture<Void>> batch = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        batch.add(fixture.writes.put("k" + i, 1));
      }
      List<CompletableFuture<Void>> chains = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        CompletableFuture<Void> forward = batch.get(batch.size() - 1 - i);
        chains.add(batch.get(i).thenRun(() -> WriteFixture.await(forward)));
      }
      fixture.load(mark, Map.of());
      chains.forEach(WriteFixture::await);
    }
  }

  @Test
  void callbackRunsNeitherOnTheDrainerNorOnThePublishingThread() {
    try (WriteFixture fixture = new WriteFixture()) {
      LoadMark<String, Integer> mark = fixture.publisher.beginLoad();
      CompletableFuture<String> byLoad = nameOfCallbackThread(fixture, "a");
      fixture.load(mark, Map.of());
      assertThat(byLoad)
          .succeedsWithin(WriteFixture.PATIENCE)
          .isEqualTo("midnight-callback-prices");
      CompletableFuture<String> byDrain = nameOfCallbackThread(fixture, "b");
      byDrain.join();
    }
  }

  @Test
  void cancellingAFutureTouchesNeitherItsWriteNorAnotherFuture() {
    try (WriteFixture fixture = new WriteFixture()) {
      LoadMark<String, Integer> mark = fixture.publisher.beginLoad();
      CompletableFuture<Void> cancelled = fixture.writes.put("a", 1);
      CompletableFuture<Void> other = fixture.writes.put("b", 1);
      cancelled.cancel(true);
      fixture.load(mark, Map.of());
      WriteFixture.await(other);
      assertThat(cancelled).isCancelled();
      assertThat(fixture.seen()).isEqualTo(Map.of("a", 1, "b", 1));
    }
  }

  @Test
  void callbackThatThrowsStopsNoOtherFuture() {
    try (WriteFixture fixture = new WriteFixture()) {
      LoadMark<String, Integer> mark = fixture.publisher.beginLoad();
      List<CompletableFuture<Void>> futures = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        CompletableFuture<Void> future = fixture.writes.put("k" + i, 1);
        futures.add(future);
        futures.add(
            future
                .thenRun(
                    () -> {
                      throw new StackOverflowError();
                    })
                .exceptionally(failure -> null));
      }
      fixture.load(mark, Map.of());
      futures.forEach(WriteFixture::await);
    }
  }

  private static CompletableFuture<String> nameOfCallbackThread(WriteFixture fixture, String key) {
    return fixture.writes.put(key, 1).thenApply(done -> Thread.currentThread().getName());
  }
}
