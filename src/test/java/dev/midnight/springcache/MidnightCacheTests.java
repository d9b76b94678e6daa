package dev.midnight.springcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.caffeine.CaffeineMissStore;
import dev.midnight.engine.SnapshotCacheBuilder;
import dev.midnight.spi.ManagedCache;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueRetrievalException;

/** The contract of Spring's {@link Cache}, method by method. */
class MidnightCacheTests {

  private final SnapshotLoader<Object, Object> loader = (out, context) -> out.put("Oslo", 1);
  private final SnapshotCache<Object, Object> cities = cities(Duration.ofSeconds(30));

  private SnapshotCache<Object, Object> cities(Duration missTimeout) {
    return SnapshotCacheBuilder.of("cities", loader)
        .missStore(new CaffeineMissStore())
        .missTimeout(missTimeout)
        .build();
  }

  private static Cache use(SnapshotCache<Object, Object> cache) {
    MidnightCacheManager manager =
        new MidnightCacheManager(
            CachingApplication.registry((ManagedCache) cache), Duration.ofSeconds(10));
    return Objects.requireNonNull(manager.getCache("cities"));
  }

  private Cache loaded() {
    cities.refresh().join();
    return use(cities);
  }

  @AfterEach
  void close() {
    cities.close();
  }

  private static @Nullable Object value(Cache.@Nullable ValueWrapper wrapper) {
    return wrapper == null ? "absent" : wrapper.get();
  }

  @Test
  void everythingIsAbsentBeforeTheFirstLoadAndPutsDoNotWaitForIt() {
    Cache cache = use(cities);
    assertThat(cache.get("Oslo")).isNull();
    assertThat(cache.get("Oslo", () -> 5)).isEqualTo(5);
    use(cities).put("Rome", 2);
    assertThat(cache.invalidate()).isFalse();
  }

  @Test
  void resultFromBeforeTheFirstLoadIsForgottenWithIt() {
    assertThat(use(cities).<Object>get("Rome", () -> 5)).isEqualTo(5);
    assertThat(use(cities).<Object>get("Rome", () -> 6)).isEqualTo(5);
    assertThat(loaded().<Object>get("Rome", () -> 7)).isEqualTo(7);
  }

  @Test
  void withoutAStoreNothingIsRemembered() {
    try (SnapshotCache<Object, Object> plain = SnapshotCacheBuilder.of("cities", loader).build()) {
      plain.refresh().join();
      assertThat(value(use(plain).get("Oslo"))).isEqualTo(1);
      assertThat(use(plain).<Object>get("Rome", () -> 5)).isEqualTo(5);
      assertThat(use(plain).<Object>get("Rome", () -> 6)).isEqualTo(6);
    }
  }

  @Test
  void valueOfAnotherTypeIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> loaded().get("Oslo", String.class))
        .withMessageContaining("java.lang.Integer");
    assertThat(loaded().get("Oslo", Integer.class)).isEqualTo(1);
    assertThat(loaded().get("Rome", String.class)).isNull();
  }

  @Test
  void failureOfASharedCallReachesItsCallerAndOthersCallThemselves() throws Exception {
    Cache cache = loaded();
    CountDownLatch failing = new CountDownLatch(1);
    FutureTask<Object> first =
        new FutureTask<>(
            () ->
                cache.get(
                    "Rome",
                    () -> {
                      failing.await();
                      throw new java.io.IOException("no connection");
                    }));
    Thread calling = start(first);
    await().until(() -> calling.getState() == Thread.State.WAITING);
    FutureTask<Object> second = new FutureTask<>(() -> cache.get("Rome", () -> 2));
    Thread waiting = start(second);
    await().until(() -> waiting.getState() == Thread.State.WAITING);
    failing.countDown();
    assertThatExceptionOfType(java.util.concurrent.ExecutionException.class)
        .isThrownBy(first::get)
        .withCauseInstanceOf(ValueRetrievalException.class);
    assertThat(second.get()).isEqualTo(2);
  }

  @Test
  void sharedCallThatTakesTooLongIsMadeByTheOthersToo() throws Exception {
    try (SnapshotCache<Object, Object> impatient = cities(Duration.ofMillis(20))) {
      impatient.refresh().join();
      CountDownLatch end = new CountDownLatch(1);
      FutureTask<Object> slow =
          new FutureTask<>(() -> use(impatient).get("Rome", () -> awaited(end)));
      Thread calling = start(slow);
      await().until(() -> calling.getState() == Thread.State.WAITING);
      assertThat(use(impatient).<Object>get("Rome", () -> 2)).isEqualTo(2);
      assertThat(use(impatient).retrieve("Rome", () -> CompletableFuture.completedFuture(3)))
          .succeedsWithin(Duration.ofSeconds(10))
          .isEqualTo(3);
      end.countDown();
      assertThat(slow.get()).isEqualTo(1);
    }
  }

  private static Object awaited(CountDownLatch end) throws InterruptedException {
    end.await();
    return 1;
  }

  @Test
  void callersOfASynchronisedMethodShareOneCall() throws Exception {
    Cache cache = loaded();
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch end = new CountDownLatch(1);
    FutureTask<Object> first =
        new FutureTask<>(
            () ->
                cache.get(
                    "Rome",
                    () -> {
                      calls.incrementAndGet();
                      return awaited(end);
                    }));
    Thread calling = start(first);
    await().until(() -> calling.getState() == Thread.State.WAITING);
    FutureTask<Object> second = new FutureTask<>(() -> cache.get("Rome", calls::incrementAndGet));
    Thread waiting = start(second);
    await().until(() -> waiting.getState() == Thread.State.WAITING);
    end.countDown();
    assertThat(first.get()).isEqualTo(1);
    assertThat(second.get()).isEqualTo(1);
    assertThat(calls).hasValue(1);
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(task);
    thread.start();
    return thread;
  }

  @Test
  void failedFutureIsNotRemembered() {
    Cache cache = loaded();
    assertThat(
            cache.retrieve("Rome", () -> CompletableFuture.failedFuture(new Exception("timeout"))))
        .isCompletedExceptionally();
    assertThat(cache.retrieve("Rome", () -> CompletableFuture.completedFuture(2)))
        .isCompletedWithValue(2);
    assertThat(cache.retrieve("Rome")).isNotNull();
    assertThat(cache.retrieve("Bonn")).isNull();
  }

  @Test
  void putIfAbsentTellsWhatIsThere() {
    Cache cache = loaded();
    assertThat(value(cache.putIfAbsent("Oslo", 2))).isEqualTo(1);
    assertThat(cache.putIfAbsent("Rome", 2)).isNull();
    assertThat(value(cache.putIfAbsent("Rome", 3))).isEqualTo(2);
    assertThat(cities.get("Rome")).isEqualTo(2);
  }

  @Test
  void putThatFollowsALookUpInVainIsRememberedAndAnyOtherIsWritten() {
    Cache cache = loaded();
    assertThat(cache.get("Rome")).isNull();
    cache.put("Rome", 2);
    assertThat(cities.get("Rome")).isNull();
    assertThat(value(cache.get("Rome"))).isEqualTo(2);
    cache.put("Rome", 3);
    assertThat(cities.get("Rome")).isEqualTo(3);
  }

  @Test
  void evictionTellsWhetherAnythingWasKnown() {
    Cache cache = loaded();
    assertThat(cache.evictIfPresent("Oslo")).isTrue();
    assertThat(cache.evictIfPresent("Oslo")).isFalse();
    assertThat(cache.get("Oslo")).isNull();
    assertThat(cache.invalidate()).isFalse();
  }

  @Test
  void usesOfOneCacheAreEqualAndShowIt() {
    MidnightCacheManager manager =
        new MidnightCacheManager(
            CachingApplication.registry((ManagedCache) cities), Duration.ofSeconds(10));
    assertThat(manager.getCache("cities")).isEqualTo(manager.getCache("cities"));
    assertThat(manager.getCache("cities")).isNotSameAs(manager.getCache("cities"));
    assertThat(use(cities).getNativeCache()).isSameAs(cities);
    assertThat(use(cities).getName()).isEqualTo("cities");
  }
}
