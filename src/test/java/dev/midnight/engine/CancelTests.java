package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.Outcome;
import dev.midnight.PartitionedLoader;
import dev.midnight.RefreshContext;
import dev.midnight.RefreshResult;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotGroup;
import dev.midnight.SnapshotWriter;
import dev.midnight.ValidationResult;
import dev.midnight.spi.LoadGuard;
import dev.midnight.test.CommandedCache;
import dev.midnight.test.FailingLoaders;
import dev.midnight.test.HangingLoader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cancellation by hand, and whom it reaches. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CancelTests {

  @Test
  void cancelledRefreshPublishesNothingAndCountsAsNoFailure() {
    try (CommandedCache<String, Integer> cache = CommandedCache.of("prices");
        HangingLoader<String, Integer> hanging = HangingLoader.heedingCancelActions()) {
      cache.publish(Map.of("a", 1));
      CompletableFuture<RefreshResult> refresh = cache.loads(hanging).cache().refresh();
      hanging.awaitHanging();

      assertThat(Managed.of(cache).cancel("too slow")).isEqualTo(2);

      assertThat(refresh.join().outcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(refresh.join().reason()).isEqualTo("too slow");
      assertThat(refresh.join().generation()).isEqualTo(1);
      assertThat(Managed.status(cache).consecutiveFailures()).isZero();
      assertThat(Managed.of(cache).cancel("again")).isZero();
      cache.publish(Map.of("a", 2));
    }
  }

  @Test
  void cancelActionThatThrowsDoesNotStopTheOthers() {
    CountDownLatch second = new CountDownLatch(1);
    try (CommandedCache<String, Integer> cache = CommandedCache.of("prices");
        HangingLoader<String, Integer> hanging = HangingLoader.heedingCancelActions()) {
      cache.loads(
          (out, context) -> {
            context.onCancel(
                () -> {
                  throw new IllegalStateException("first");
                });
            context.onCancel(second::countDown);
            hanging.load(out, context);
          });
      CompletableFuture<RefreshResult> refresh = cache.cache().refresh();
      hanging.awaitHanging();
      Managed.of(cache).cancel("too slow");

      assertThat(refresh.join().outcome()).isEqualTo(Outcome.CANCELLED);
      await().until(() -> second.getCount() == 0);
    }
  }

  @Test
  void actionGivenAfterTheCancellationRunsAtOnce() {
    CountDownLatch late = new CountDownLatch(1);
    try (CommandedCache<String, Integer> cache = CommandedCache.of("prices");
        HangingLoader<String, Integer> hanging = HangingLoader.heedingInterrupts()) {
      cache.loads(
          (out, context) -> {
            try {
              hanging.load(out, context);
            } catch (InterruptedException e) {
              assertThat(context.cancelled()).isTrue();
              context.onCancel(late::countDown);
            }
          });
      CompletableFuture<RefreshResult> refresh = cache.cache().refresh();
      hanging.awaitHanging();
      Managed.of(cache).cancel("too slow");

      assertThat(refresh.join().outcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(late.getCount()).isZero();
    }
  }

  /** The actions of a load that had ended were run when the cycle was cancelled in validation. */
  @Test
  void actionsOfALoadThatHasEndedAreDropped() {
    CountDownLatch validating = new CountDownLatch(1);
    AtomicInteger cancelled = new AtomicInteger();
    try (CommandedCache<String, Integer> cache =
        CommandedCache.of(
            "prices",
            b ->
                b.validator(
                    (candidate, current) -> {
                      validating.countDown();
                      await().until(() -> Thread.currentThread().isInterrupted());
                      return ValidationResult.accept();
                    }))) {
      cache.loads(
          (out, context) -> {
            context.onCancel(cancelled::incrementAndGet);
            out.put("a", 1);
          });
      CompletableFuture<RefreshResult> refresh = cache.cache().refresh();
      await().until(() -> validating.getCount() == 0);
      Managed.of(cache).cancel("too slow");

      assertThat(refresh.join().outcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(cancelled).hasValue(0);
    }
  }

  /** The second load of a group to begin dropped the cancel actions of the first. */
  @Test
  void cancellationReachesEveryMemberOfAGroup() {
    try (HangingLoader<String, Integer> one = HangingLoader.heedingCancelActions();
        HangingLoader<String, Integer> other = HangingLoader.heedingCancelActions()) {
      SnapshotCache<String, Integer> first = SnapshotCacheBuilder.of("first", one).build();
      CountDownLatch firstHangs = new CountDownLatch(1);
      SnapshotCache<String, Integer> second =
          SnapshotCacheBuilder.of("second", other)
              .guard(new Waiting(one::awaitHanging, firstHangs))
              .build();
      SnapshotGroup group = SnapshotGroupBuilder.of("both", List.of(first, second)).build();
      CompletableFuture<RefreshResult> refresh = group.refresh();
      other.awaitHanging();

      Managed.of(first).cancel("too slow");

      assertThat(refresh.join().outcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(Managed.of(first).status().stuckLoads()).isEmpty();
      assertThat(Managed.of(second).status().stuckLoads()).isEmpty();
    }
  }

  /** A guard that begins the attempt when something has happened. */
  private record Waiting(Runnable first, CountDownLatch done) implements LoadGuard {

    @Override
    public <T> T call(String cache, Callable<T> attempt) throws Exception {
      first.run();
      done.countDown();
      return attempt.call();
    }
  }

  /** An action given after a part had failed was kept, and the load hung until its deadline. */
  @Test
  void partThatBeginsToWaitAfterAnotherFailedIsCancelledToo() {
    CountDownLatch failing = new CountDownLatch(1);
    PartitionedLoader<Integer, Integer> loader =
        new PartitionedLoader<>() {
          @Override
          public int partitions() {
            return 2;
          }

          @Override
          public void load(int part, SnapshotWriter<Integer, Integer> out, RefreshContext context)
              throws Exception {
            if (part == 0) {
              failing.countDown();
              throw new IOException("part 0 is gone");
            }
            failing.await();
            await().pollInSameThread().ignoreExceptions().until(context::cancelled);
            CountDownLatch cancelled = new CountDownLatch(1);
            context.onCancel(cancelled::countDown);
            await().pollInSameThread().ignoreExceptions().until(() -> cancelled.getCount() == 0);
          }
        };
    SnapshotCache<Integer, Integer> cache = SnapshotCacheBuilder.of("parts", loader).build();

    RefreshResult result = cache.refresh().join();

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.reason()).isEqualTo("IOException: part 0 is gone");
    cache.close();
  }

  @Test
  void closeInMidRefreshCancelsItAndReadsGoOn() {
    ObservedThreads threads = new ObservedThreads();
    HangingLoader<String, Integer> hanging = HangingLoader.heedingCancelActions();
    CommandedCache<String, Integer> cache = CommandedCache.of("prices", b -> b.threads(threads));
    cache.publish(Map.of("a", 1));
    CompletableFuture<RefreshResult> running = cache.loads(hanging).cache().refresh();
    hanging.awaitHanging();
    CompletableFuture<RefreshResult> queued = cache.cache().refresh();

    cache.close();

    assertThat(running.join().outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(running.join().reason()).isEqualTo("the cache is being closed");
    assertThat(queued.join().reason()).isEqualTo("closed");
    assertThat(cache.refreshNow().reason()).isEqualTo("closed");
    assertThat(cache.cache().get("a")).isEqualTo(1);
    await().until(() -> threads.alive().isEmpty());
  }

  @Test
  void closeDoesNotWaitForALoadThatIgnoresIt() {
    try (HangingLoader<String, Integer> hanging = HangingLoader.ignoringInterrupts()) {
      CommandedCache<String, Integer> cache =
          CommandedCache.of("prices", b -> b.drainTimeout(Duration.ofSeconds(5)));
      CompletableFuture<RefreshResult> running = cache.loads(hanging).cache().refresh();
      hanging.awaitHanging();

      cache.close();

      assertThat(running.join().outcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(Managed.status(cache).stuckLoads()).hasSize(1);
    }
  }

  /** A load without a thread broke the cycle without a report, and its group's went on loading. */
  @Test
  void loadForWhichThereIsNoThreadFails() {
    ObservedThreads threads = new ObservedThreads();
    try (CommandedCache<String, Integer> cache =
        CommandedCache.of("prices", b -> b.threads(threads))) {
      threads.refuse("midnight-load-");
      RefreshResult result = cache.loads(FailingLoaders.empty()).refreshNow();

      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(result.reason()).contains("native thread");
      assertThat(Managed.status(cache).consecutiveFailures()).isEqualTo(1);
      threads.refuse("midnight-refresh-");
      assertThat(cache.refreshNow().reason()).contains("native thread");
      threads.allowAll();
      cache.publish(Map.of("a", 1));
    }
  }

  /** The end of the cycle failed before the one behind it was started, which then never ran. */
  @Test
  void callbackForWhichThereIsNoThreadHoldsUpNobody() {
    ObservedThreads threads = new ObservedThreads();
    try (CommandedCache<String, Integer> cache =
            CommandedCache.of("prices", b -> b.threads(threads));
        HangingLoader<String, Integer> hanging =
            HangingLoader.<String, Integer>heedingInterrupts().thenPutting(Map.of("a", 1))) {
      CompletableFuture<RefreshResult> first = cache.loads(hanging).cache().refresh();
      hanging.awaitHanging();
      CompletableFuture<RefreshResult> second = cache.cache().refresh();
      threads.refuse("midnight-callback-");
      hanging.release();

      await().until(second::isDone);
      assertThat(second.join().generation()).isEqualTo(2);
      assertThat(first.join().generation()).isEqualTo(1);
    }
  }
}
