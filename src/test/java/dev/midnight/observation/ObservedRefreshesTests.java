package dev.midnight.observation;

import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Outcome;
import dev.midnight.PartitionedLoader;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.engine.SnapshotCacheBuilder;
import dev.midnight.spi.ManagedCache;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ObservedRefreshesTests {

  private final TestObservationRegistry registry = TestObservationRegistry.create();

  @Test
  void aFailedRefreshIsAnObservationInError() {
    try (SnapshotCache<String, Integer> cache =
        cache(
            (out, context) -> {
              throw new SQLException("no route to host");
            })) {
      cache.refresh().join();
    }

    assertThat(registry)
        .hasObservationWithNameEqualTo("midnight.cycle")
        .that()
        .hasLowCardinalityKeyValue("outcome", "FAILED")
        .hasError()
        .hasBeenStopped();
    assertThat(registry)
        .hasObservationWithNameEqualTo("midnight.cycle.phase")
        .that()
        .hasLowCardinalityKeyValue("phase", "LOAD")
        .hasError()
        .hasBeenStopped();
  }

  @Test
  void noSecretInAnErrorOfASpan() {
    Set<String> told = Collections.synchronizedSet(new HashSet<>());
    registry
        .observationConfig()
        .observationHandler(
            new ObservationHandler<Observation.Context>() {
              @Override
              public void onError(Observation.Context context) {
                told.add(context.getName() + " " + context.getError());
              }

              @Override
              public boolean supportsContext(Observation.Context context) {
                return true;
              }
            });
    try (SnapshotCache<String, Integer> cache =
        cache(
            (out, context) -> {
              throw new SQLException("no login with password=hunter2");
            })) {
      cache.refresh().join();
    }

    assertThat(told)
        .hasSize(2)
        .allMatch(error -> error.contains("password=***") && !error.contains("hunter2"));
  }

  @Test
  @SuppressWarnings("unchecked") // the assertion on all of a name is of a raw type
  void aCycleIsAnObservationWithItsPhasesAsChildren() {
    try (SnapshotCache<String, Integer> cache = cache((out, context) -> out.put("Ulm", 126_000))) {
      cache.refresh().join();
    }

    assertThat(registry)
        .hasNumberOfObservationsWithNameEqualTo("midnight.cycle", 1)
        .hasNumberOfObservationsWithNameEqualTo("midnight.cycle.phase", 4)
        .hasObservationWithNameEqualTo("midnight.cycle")
        .that()
        .hasContextualNameEqualTo("refresh cities")
        .hasLowCardinalityKeyValue("cache", "cities")
        .hasLowCardinalityKeyValue("trigger", "MANUAL")
        .hasLowCardinalityKeyValue("outcome", "PUBLISHED")
        .hasLowCardinalityKeyValue("dry.run", "false")
        .hasLowCardinalityKeyValue("delta", "false")
        .hasHighCardinalityKeyValue("rows", "1")
        .doesNotHaveParentObservation();
    assertThat(registry)
        .forAllObservationsWithNameEqualTo(
            "midnight.cycle.phase",
            phase ->
                phase.hasParentObservationContextMatching(
                    parent -> nameOf(parent).equals("midnight.cycle")));
    assertThat(registry).doesNotHaveAnyRemainingCurrentObservation();
  }

  @Test
  void aDeltaIsAnObservationOfItsOwnAndWhatItsLoaderDoesAChildOfItsLoad() {
    try (SnapshotCache<String, Integer> cache =
        SnapshotCacheBuilder.of(
                "cities", (SnapshotLoader<String, Integer>) (out, context) -> out.put("Ulm", 1))
            .observer(new ObservedRefreshes(registry))
            .deltaLoader(
                (watermark, out, context) -> {
                  Observation.createNotStarted("jdbc.query", registry)
                      .observe(() -> out.put("Ulm", 2));
                  return "1";
                })
            .build()) {
      cache.refresh().join();
      registry.clear();
      Objects.requireNonNull(((ManagedCache) cache).deltas()).take().join();
    }

    assertThat(registry)
        .hasNumberOfObservationsWithNameEqualTo("midnight.cycle", 1)
        .hasNumberOfObservationsWithNameEqualTo("midnight.cycle.phase", 3)
        .hasObservationWithNameEqualTo("midnight.cycle")
        .that()
        .hasContextualNameEqualTo("delta cities")
        .hasLowCardinalityKeyValue("delta", "true")
        .hasLowCardinalityKeyValue("dry.run", "false")
        .hasLowCardinalityKeyValue("outcome", "PUBLISHED")
        .hasHighCardinalityKeyValue("rows", "1")
        .hasBeenStopped();
    assertThat(registry)
        .hasObservationWithNameEqualTo("jdbc.query")
        .that()
        .hasParentObservationContextMatching(
            parent ->
                nameOf(parent).equals("midnight.cycle.phase")
                    && parent.getLowCardinalityKeyValues().stream()
                        .anyMatch(tag -> tag.equals(KeyValue.of("delta", "true"))));
    assertThat(registry).doesNotHaveAnyRemainingCurrentObservation();
  }

  @Test
  void whatTheLoaderDoesIsAChildOfTheLoad() {
    try (SnapshotCache<String, Integer> cache =
        cache(
            (out, context) -> {
              Observation.createNotStarted("jdbc.query", registry)
                  .observe(() -> out.put("Ulm", 126_000));
            })) {
      cache.refresh().join();
    }

    assertThat(registry)
        .hasObservationWithNameEqualTo("jdbc.query")
        .that()
        .hasParentObservationContextMatching(
            parent ->
                KeyValue.of("phase", "LOAD").equals(parent.getLowCardinalityKeyValue("phase")));
  }

  @Test
  @SuppressWarnings("unchecked") // the assertion on all of a name is of a raw type
  void everyThreadThatHelpsWithTheLoadBelongsToIt() {
    CountDownLatch allAtOnce = new CountDownLatch(2);
    Set<Thread> threads = Collections.synchronizedSet(new HashSet<>());
    PartitionedLoader<String, Integer> loader =
        new PartitionedLoader<>() {
          @Override
          public int partitions() {
            return 2;
          }

          @Override
          public void load(
              int partition,
              dev.midnight.SnapshotWriter<String, Integer> out,
              dev.midnight.RefreshContext context)
              throws Exception {
            threads.add(Thread.currentThread());
            allAtOnce.countDown();
            allAtOnce.await();
            Observation.createNotStarted("jdbc.query", registry)
                .observe(() -> out.put("city" + partition, partition));
          }
        };
    try (SnapshotCache<String, Integer> cache =
        SnapshotCacheBuilder.of("cities", loader)
            .parallelism(2)
            .observer(new ObservedRefreshes(registry))
            .build()) {
      assertThat(cache.refresh().join().outcome()).isEqualTo(Outcome.PUBLISHED);
    }

    assertThat(threads).hasSize(2);
    assertThat(registry).hasNumberOfObservationsWithNameEqualTo("jdbc.query", 2);
    assertThat(registry)
        .forAllObservationsWithNameEqualTo(
            "jdbc.query",
            query ->
                query.hasParentObservationContextMatching(
                    parent -> nameOf(parent).equals("midnight.cycle.phase")));
  }

  @Test
  void anObserverThatThrowsStopsNothing() {
    try (SnapshotCache<String, Integer> cache =
        SnapshotCacheBuilder.<String, Integer>of(
                "cities", (SnapshotLoader<String, Integer>) (out, context) -> out.put("Ulm", 1))
            .observer(new BrokenObserver())
            .observer(new ObservedRefreshes(registry))
            .build()) {
      assertThat(cache.refresh().join().outcome()).isEqualTo(Outcome.PUBLISHED);
      cache.put("Bonn", 2).join();
    }
    assertThat(registry).hasNumberOfObservationsWithNameEqualTo("midnight.cycle", 1);
  }

  /** The assertion's type parameter is raw there. */
  private static String nameOf(Object parent) {
    return String.valueOf(((Observation.ContextView) parent).getName());
  }

  private SnapshotCache<String, Integer> cache(SnapshotLoader<String, Integer> loader) {
    return SnapshotCacheBuilder.of("cities", loader)
        .observer(new ObservedRefreshes(registry))
        .build();
  }
}
