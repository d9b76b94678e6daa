package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotGroup;
import dev.midnight.Trigger;
import dev.midnight.refresh.Heap;
import dev.midnight.refresh.LoadPlaces;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.RefreshTicket;
import dev.midnight.test.CommandedCache;
import dev.midnight.test.HangingLoader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/** Caches that wait for each other before they load. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoadPlacesTests {

  private static final long MEBIBYTE = 1024 * 1024;

  private final List<CommandedCache<String, Integer>> made = new CopyOnWriteArrayList<>();
  private final List<HangingLoader<String, Integer>> hanging = new CopyOnWriteArrayList<>();
  private final LoadPlaces one = new LoadPlaces(1);

  @AfterEach
  void close() {
    hanging.forEach(HangingLoader::close);
    made.forEach(CommandedCache::close);
  }

  private CommandedCache<String, Integer> cache(String name, LoadPlaces places) {
    return cache(name, places, CacheThreads.PLATFORM);
  }

  private CommandedCache<String, Integer> cache(
      String name, LoadPlaces places, CacheThreads threads) {
    CommandedCache<String, Integer> cache =
        CommandedCache.of(name, b -> b.places(places).threads(threads));
    made.add(cache.rows(Map.of("a", 1)));
    return cache;
  }

  /** Has a cache load until it is told to end. */
  private HangingLoader<String, Integer> occupy(CommandedCache<String, Integer> cache) {
    HangingLoader<String, Integer> loader =
        HangingLoader.<String, Integer>heedingInterrupts().thenPutting(Map.of("a", 1));
    hanging.add(loader);
    Managed.of(cache.loads(loader)).refresh(Trigger.MANUAL);
    loader.awaitHanging();
    return loader;
  }

  private static void awaitWaiting(CommandedCache<?, ?> cache) {
    await().until(() -> Managed.status(cache).waitingFor() != null);
  }

  @Test
  void noMoreSourcesAreReadAtOnceThanThereArePlaces() {
    boundsLoads(CacheThreads.PLATFORM);
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void virtualThreadsAreBoundToo() {
    VirtualThreadTaskExecutor executor = new VirtualThreadTaskExecutor();
    boundsLoads((name, task) -> executor.getVirtualThreadFactory().newThread(task));
  }

  private void boundsLoads(CacheThreads threads) {
    LoadPlaces two = new LoadPlaces(2);
    HangingLoader<String, Integer> first = occupy(cache("a", two, threads));
    occupy(cache("b", two, threads));
    CommandedCache<String, Integer> third = cache("c", two, threads);
    CompletableFuture<RefreshResult> refresh = third.cache().refresh();
    awaitWaiting(third);

    assertThat(Managed.status(third))
        .returns(
            "1 of the 2 places for loads, while 'a', 'b' load. See midnight.max-concurrent-loads",
            status -> status.waitingFor())
        .returns(true, status -> status.queued())
        .returns(null, status -> status.running());
    assertThat(refresh).isNotDone();
    first.release();
    assertThat(refresh.join().outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(Managed.status(third).waitingFor()).isNull();
  }

  @Test
  void placesAreGivenInTheOrderOfAsking() {
    HangingLoader<String, Integer> first = occupy(cache("first", one));
    List<String> loaded = new CopyOnWriteArrayList<>();
    List<CompletableFuture<RefreshResult>> refreshes = new CopyOnWriteArrayList<>();
    for (String name : List.of("d", "c", "b", "a")) {
      CommandedCache<String, Integer> cache = cache(name, one);
      cache.loads(
          (out, context) -> {
            loaded.add(name);
            out.put("a", 1);
          });
      refreshes.add(cache.cache().refresh());
      awaitWaiting(cache);
    }
    first.release();
    refreshes.forEach(CompletableFuture::join);

    assertThat(loaded).containsExactly("d", "c", "b", "a");
  }

  /** An hour of waiting would be six deadlines. */
  @Test
  void waitingIsStartDelayAndNotPartOfTheDeadline() {
    HangingLoader<String, Integer> first = occupy(cache("first", one));
    CommandedCache<String, Integer> second = cache("second", one);
    CompletableFuture<RefreshResult> refresh = second.cache().refresh();
    awaitWaiting(second);
    second.clock().advance(Duration.ofHours(1));
    first.release();

    assertThat(refresh.join().outcome()).isEqualTo(Outcome.PUBLISHED);
    CycleReport report = Managed.status(second).history().get(0);
    assertThat(report.delay()).isEqualTo(Duration.ofHours(1));
    assertThat(second.cache().snapshot().loadedAt()).isEqualTo(second.clock().instant());
  }

  @Test
  void waitingRefreshIsJoined() {
    HangingLoader<String, Integer> first = occupy(cache("first", one));
    CommandedCache<String, Integer> second = cache("second", one);
    RefreshTicket asked = Managed.of(second).refresh(Trigger.MANUAL);
    awaitWaiting(second);
    RefreshTicket joined = Managed.of(second).refresh(Trigger.SCHEDULE);
    first.release();

    assertThat(joined.joined()).isTrue();
    assertThat(joined.cycle()).isEqualTo(asked.cycle());
    assertThat(joined.result().join().outcome()).isEqualTo(Outcome.PUBLISHED);
  }

  @Test
  void waitingRefreshIsCancelledAndTakesNoPlace() {
    HangingLoader<String, Integer> first = occupy(cache("first", one));
    CommandedCache<String, Integer> second = cache("second", one);
    CommandedCache<String, Integer> third = cache("third", one);
    AtomicInteger loads = new AtomicInteger();
    second.loads((out, context) -> loads.incrementAndGet());
    RefreshTicket cancelled = Managed.of(second).refresh(Trigger.MANUAL);
    awaitWaiting(second);
    CompletableFuture<RefreshResult> after = third.cache().refresh();
    awaitWaiting(third);

    assertThat(Managed.of(second).cancel("not tonight")).isEqualTo(cancelled.cycle());
    assertThat(cancelled.result().join())
        .returns(Outcome.CANCELLED, RefreshResult::outcome)
        .returns("not tonight", RefreshResult::reason);
    assertThat(loads).hasValue(0);
    assertThat(after).isNotDone();
    first.release();
    assertThat(after.join().outcome()).isEqualTo(Outcome.PUBLISHED);
  }

  @Test
  void closingEndsTheWait() {
    occupy(cache("first", one));
    CommandedCache<String, Integer> second = cache("second", one);
    CompletableFuture<RefreshResult> refresh = second.cache().refresh();
    awaitWaiting(second);
    second.close();

    assertThat(refresh.join().outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void loadThatEndsInFailureGivesItsPlaceBack() {
    CommandedCache<String, Integer> first = cache("first", one);
    first.loads(
        (out, context) -> {
          throw new IllegalStateException("source is down");
        });
    assertThat(first.refreshNow().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(cache("second", one).refreshNow().outcome()).isEqualTo(Outcome.PUBLISHED);
  }

  @Test
  void groupTakesAPlaceForEachMemberAtOnce() {
    LoadPlaces three = new LoadPlaces(3);
    HangingLoader<String, Integer> x = occupy(cache("x", three));
    HangingLoader<String, Integer> y = occupy(cache("y", three));
    CommandedCache<String, Integer> a = cache("a", three);
    CommandedCache<String, Integer> b = cache("b", three);
    SnapshotGroup group = SnapshotGroupBuilder.of("tariff", List.of(a.cache(), b.cache())).build();
    CompletableFuture<RefreshResult> refresh = group.refresh();
    awaitWaiting(a);

    assertThat(Managed.status(b).waitingFor()).startsWith("2 of the 3 places");
    x.release();
    assertThat(refresh.join().outcome()).isEqualTo(Outcome.PUBLISHED);
    y.release();
  }

  @Test
  void groupWithMoreMembersThanPlacesLoadsAlone() {
    CommandedCache<String, Integer> a = cache("a", one);
    CommandedCache<String, Integer> b = cache("b", one);
    SnapshotGroup group = SnapshotGroupBuilder.of("tariff", List.of(a.cache(), b.cache())).build();

    assertThat(group.refresh().join().outcome()).isEqualTo(Outcome.PUBLISHED);
  }

  /** It holds the only place, and the other would wait for it for ever. */
  @Test
  void loaderThatWaitsForAnotherCacheIsNotWaitedFor() {
    CommandedCache<String, Integer> rates = cache("rates", one);
    CommandedCache<String, Integer> prices = cache("prices", one);
    prices.loads(refreshingFirst(rates.cache()));

    assertThat(prices.refreshNow().outcome()).isEqualTo(Outcome.PUBLISHED);
  }

  /** The other waited before the loader asked for it. */
  @Test
  void loaderThatJoinsAWaitingRefreshLetsItBy() {
    CommandedCache<String, Integer> rates = cache("rates", one);
    CommandedCache<String, Integer> prices = cache("prices", one);
    HangingLoader<String, Integer> loader =
        HangingLoader.<String, Integer>heedingInterrupts()
            .thenLoading(refreshingFirst(rates.cache()));
    hanging.add(loader);
    CompletableFuture<RefreshResult> refresh = prices.loads(loader).cache().refresh();
    loader.awaitHanging();
    CompletableFuture<RefreshResult> joined = rates.cache().refresh();
    awaitWaiting(rates);
    loader.release();

    assertThat(refresh.join().outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(joined.join().outcome()).isEqualTo(Outcome.PUBLISHED);
  }

  private static dev.midnight.SnapshotLoader<String, Integer> refreshingFirst(
      SnapshotCache<String, Integer> other) {
    return (out, context) -> {
      assertThat(other.refresh().join().outcome()).isEqualTo(Outcome.PUBLISHED);
      out.put("a", 1);
    };
  }

  /** Each would fit alone: together they would be refused, or run out of memory. */
  @Test
  void loadsThatWouldNotFitTogetherAreStaggered() {
    LoadPlaces many = new LoadPlaces(8);
    try (Large first = new Large("first", many);
        Large second = new Large("second", many)) {
      HangingLoader<Integer, Long> held =
          HangingLoader.<Integer, Long>heedingInterrupts().thenPutting(Large.night(3));
      CompletableFuture<RefreshResult> running = first.cache.loads(held).cache().refresh();
      held.awaitHanging();
      CompletableFuture<RefreshResult> waiting = second.next();
      awaitWaiting(second.cache);

      assertThat(Managed.status(second.cache).waitingFor())
          .matches(
              "about 0\\.\\d MiB of heap, of which 1\\.0 MiB are free, beside what 'first' load");
      held.release();
      assertThat(running.join().outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(waiting.join().outcome()).isEqualTo(Outcome.PUBLISHED);
    }
  }

  @Test
  void loadsThatFitTogetherRunTogether() {
    LoadPlaces many = new LoadPlaces(8);
    try (Large first = new Large("first", many);
        Large second = new Large("second", many)) {
      first.heap.free = 4 * MEBIBYTE;
      second.heap.free = 4 * MEBIBYTE;
      HangingLoader<Integer, Long> held =
          HangingLoader.<Integer, Long>heedingInterrupts().thenPutting(Large.night(3));
      CompletableFuture<RefreshResult> running = first.cache.loads(held).cache().refresh();
      held.awaitHanging();

      assertThat(second.next().join().outcome()).isEqualTo(Outcome.PUBLISHED);
      held.release();
      running.join();
    }
  }

  @Test
  void lessThanOnePlaceIsRefused() {
    assertThatThrownBy(() -> new LoadPlaces(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("max-concurrent-loads is 0 but must be at least 1");
  }

  /** A cache that needs some 0.8 MiB for a night, on a heap on which 1 MiB is free. */
  private static final class Large implements AutoCloseable {

    final Free heap = new Free();
    final CommandedCache<Integer, Long> cache;

    Large(String name, LoadPlaces places) {
      cache = CommandedCache.of(name, b -> b.places(places).heap(heap));
      cache.publish(night(1));
      cache.publish(night(2));
    }

    CompletableFuture<RefreshResult> next() {
      return cache.rows(night(3)).cache().refresh();
    }

    static Map<Integer, Long> night(int night) {
      return java.util.stream.IntStream.range(0, 10_000)
          .boxed()
          .collect(java.util.stream.Collectors.toMap(i -> i, i -> night * 100_000L + i));
    }

    @Override
    public void close() {
      cache.close();
    }
  }

  private static final class Free implements Heap {

    volatile long free = MEBIBYTE;

    @Override
    public long most() {
      return 100 * MEBIBYTE;
    }

    @Override
    public long live() {
      return 90 * MEBIBYTE - free;
    }

    @Override
    public @Nullable Collected lastFull() {
      return null;
    }

    @Override
    public boolean collect() {
      return false;
    }
  }
}
