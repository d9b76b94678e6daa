package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotGroup;
import dev.midnight.SnapshotLoader;
import dev.midnight.test.CommandedCache;
import dev.midnight.test.HangingLoader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for a refresh can neither hold it up nor touch others who wait. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FutureTests {

  @Test
  void dependentThatWaitsForTheNextRefreshGetsIt() {
    try (CommandedCache<String, Integer> cache = CommandedCache.of("c");
        HangingLoader<String, Integer> hanging =
            HangingLoader.<String, Integer>heedingInterrupts().thenPutting(Map.of("a", 1))) {
      CompletableFuture<RefreshResult> first = cache.loads(hanging).cache().refresh();
      hanging.awaitHanging();
      CompletableFuture<RefreshResult> queued = cache.cache().refresh();
      CompletableFuture<Long> chained =
          first
              .thenApply(result -> queued.join())
              .thenApply(result -> cache.cache().refresh().join().generation());
      hanging.release();

      assertThat(chained.join()).isEqualTo(3);
    }
  }

  @Test
  void dependentThatBlocksDelaysNobody() {
    CountDownLatch block = new CountDownLatch(1);
    try (CommandedCache<String, Integer> cache = CommandedCache.of("c");
        HangingLoader<String, Integer> hanging =
            HangingLoader.<String, Integer>heedingInterrupts().thenPutting(Map.of("a", 1))) {
      CompletableFuture<RefreshResult> first = cache.loads(hanging).cache().refresh();
      hanging.awaitHanging();
      CompletableFuture<RefreshResult> one = cache.cache().refresh();
      CompletableFuture<RefreshResult> other = cache.cache().refresh();
      CompletableFuture<Void> blocked =
          one.thenAccept(result -> await().until(() -> block.getCount() == 0));
      hanging.release();

      assertThat(other.join().outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(cache.refreshNow().outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(blocked).isNotDone();
      block.countDown();
      blocked.join();
      assertThat(first).isDone();
    }
  }

  @Test
  void cancellingOnesFutureTouchesNobodyElse() {
    try (CommandedCache<String, Integer> cache = CommandedCache.of("c");
        HangingLoader<String, Integer> hanging =
            HangingLoader.<String, Integer>heedingInterrupts().thenPutting(Map.of("a", 1))) {
      CompletableFuture<RefreshResult> first = cache.loads(hanging).cache().refresh();
      hanging.awaitHanging();
      CompletableFuture<RefreshResult> one = cache.cache().refresh();
      CompletableFuture<RefreshResult> other = cache.cache().refresh();
      one.cancel(true);
      hanging.release();

      assertThat(other.join().outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(one).isCancelled();
      assertThat(first.join().generation()).isEqualTo(1);
    }
  }

  @Test
  void dependentOfAGroupsRefreshMayWaitForTheNext() {
    SnapshotLoader<String, Integer> loader = (out, context) -> out.put("a", 1);
    SnapshotCache<String, Integer> cache = SnapshotCacheBuilder.of("c", loader).build();
    SnapshotGroup group = SnapshotGroupBuilder.of("g", List.of(cache)).build();

    for (int i = 0; i < 100; i++) {
      long generation =
          group.refresh().thenApply(result -> group.refresh().join().generation()).join();
      assertThat(generation).isEqualTo(2 * i + 2);
    }
    cache.close();
  }
}
