package dev.midnight.springcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.midnight.CacheClosedException;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotCache;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.test.util.AopTestUtils;

/** Spring's annotations on the methods of a bean, with a snapshot of Oslo and Rome. */
class CacheAnnotationTests {

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext(CachingApplication.class);
  private final CityService service = context.getBean(CityService.class);
  private final CityService target = AopTestUtils.getTargetObject(service);
  private final SnapshotCache<String, Integer> cache = citiesCache();

  @SuppressWarnings("unchecked")
  private SnapshotCache<String, Integer> citiesCache() {
    return context.getBean("citiesCache", SnapshotCache.class);
  }

  @AfterEach
  void close() {
    context.close();
  }

  private int calls() {
    return target.calls.get();
  }

  @Test
  void unknownNameIsNoCache() {
    CacheManager manager = context.getBean("midnightCacheManager", CacheManager.class);
    assertThat(manager.getCache("countries")).isNull();
    assertThat(manager.getCacheNames()).containsExactly("cities");
  }

  @Test
  void managerOfTheApplicationStaysTheDefault() {
    assertThat(context.getBean(CacheManager.class)).isSameAs(context.getBean("cacheManager"));
    assertThat(service.other("x")).isEqualTo(service.other("x"));
  }

  @Test
  void refusedWriteReachesTheCallerOfCachePut() {
    cache.close();
    Assertions.assertThatExceptionOfType(CacheClosedException.class)
        .isThrownBy(() -> service.save("Oslo", 2));
  }

  @Test
  void methodThatThrowsIsCalledAgain() {
    target.afterReading =
        () -> {
          throw new IllegalStateException("no connection");
        };
    assertThatIllegalStateException().isThrownBy(() -> service.find("Bonn"));
    assertThatIllegalStateException().isThrownBy(() -> service.findOnce("Bonn"));
    target.afterReading = () -> {};
    target.table.put("Bonn", 3);
    assertThat(service.findOnce("Bonn")).isEqualTo(3);
  }

  @Test
  void keyOfTheSnapshotNeedsNoCall() {
    assertThat(service.find("Oslo")).isEqualTo(1);
    assertThat(service.findOnce("Oslo")).isEqualTo(1);
    assertThat(service.findLater("Oslo").join()).isEqualTo(1);
    assertThat(service.findLaterOnce("Oslo").join()).isEqualTo(1);
    assertThat(calls()).isZero();
  }

  @Test
  void resultsAndNullsAreRememberedOutsideTheSnapshot() {
    target.table.put("Bonn", 3);
    Snapshot<String, Integer> before = cache.snapshot();
    for (int call = 0; call < 2; call++) {
      assertThat(service.find("Bonn")).isEqualTo(3);
      assertThat(service.find("Atlantis")).isNull();
    }
    assertThat(calls()).isEqualTo(2);
    assertThat(cache.snapshot()).isSameAs(before);
    assertThat(cache.get("Bonn")).isNull();
  }

  @Test
  void synchronisedResultsAndNullsAreRememberedToo() {
    target.table.put("Bonn", 3);
    for (int call = 0; call < 2; call++) {
      assertThat(service.findOnce("Bonn")).isEqualTo(3);
      assertThat(service.findOnce("Atlantis")).isNull();
    }
    assertThat(calls()).isEqualTo(2);
  }

  @Test
  void resultsOfFuturesAreRememberedToo() {
    target.table.put("Bonn", 3);
    for (int call = 0; call < 2; call++) {
      assertThat(service.findLater("Bonn").join()).isEqualTo(3);
      assertThat(service.findLater("Atlantis").join()).isNull();
    }
    assertThat(calls()).isEqualTo(2);
    target.table.put("Ulm", 4);
    for (int call = 0; call < 2; call++) {
      assertThat(service.findLaterOnce("Ulm").join()).isEqualTo(4);
      assertThat(service.findLaterOnce("Nowhere").join()).isNull();
    }
    assertThat(calls()).isEqualTo(4);
  }

  @Test
  void resultsAreForgottenWithTheNextGeneration() {
    target.table.put("Bonn", 3);
    service.find("Bonn");
    target.table.put("Bonn", 4);
    cache.refresh().join();
    assertThat(service.find("Bonn")).isEqualTo(4);
  }

  @Test
  void resultReadBeforeAPublishIsNotRemembered() {
    target.table.put("Bonn", 3);
    target.afterReading = () -> cache.refresh().join();
    assertThat(service.find("Bonn")).isEqualTo(3);
    target.afterReading = () -> {};
    target.table.put("Bonn", 4);
    assertThat(service.find("Bonn")).isEqualTo(4);
  }

  @Test
  void resultReadBeforeAnEvictionIsNotRemembered() {
    target.table.put("Bonn", 3);
    target.afterReading =
        () -> {
          target.afterReading = () -> {};
          service.change("Bonn", 4);
        };
    assertThat(service.find("Bonn")).isEqualTo(3);
    assertThat(service.find("Bonn")).isEqualTo(4);
  }

  @Test
  void callerReadsWhatItPut() {
    service.save("Oslo", 2);
    assertThat(service.find("Oslo")).isEqualTo(2);
    service.save("Bonn", 3);
    assertThat(cache.snapshot().get("Bonn")).isEqualTo(3);
    assertThat(calls()).isZero();
  }

  @Test
  void putOfARememberedKeyIsAWrite() {
    assertThat(service.find("Bonn")).isNull();
    service.save("Bonn", 3);
    assertThat(service.find("Bonn")).isEqualTo(3);
    assertThat(cache.snapshot().get("Bonn")).isEqualTo(3);
  }

  @Test
  void putOfNullRemovesTheKeyAndRemembersItsAbsence() {
    service.save("Oslo", null);
    assertThat(cache.snapshot().get("Oslo")).isNull();
    assertThat(service.find("Oslo")).isNull();
    assertThat(calls()).isZero();
  }

  @Test
  void evictedKeyIsAskedForAnew() {
    service.change("Oslo", 5);
    assertThat(service.find("Oslo")).isEqualTo(5);
    service.changeAfterwards("Oslo", 6);
    assertThat(service.find("Oslo")).isEqualTo(6);
    assertThat(calls()).isEqualTo(2);
  }

  @Test
  void evictionOfAllForgetsTheMissesAndRefreshesWithoutEmptyingTheSnapshot() {
    target.table.put("Bonn", 3);
    service.find("Bonn");
    cache.put("Oslo", 9).join();
    long generation = cache.snapshot().generation();
    service.changeAll(7);
    assertThat(cache.snapshot().size()).isEqualTo(2);
    assertThat(service.find("Bonn")).isEqualTo(7);
    await().until(() -> cache.snapshot().generation() == generation + 1);
    assertThat(cache.snapshot().asMap()).isEqualTo(Map.of("Oslo", 1, "Rome", 1));
  }
}
