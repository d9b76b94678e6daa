package dev.midnight.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Outcome;
import dev.midnight.PartitionedLoader;
import dev.midnight.RefreshContext;
import dev.midnight.RefreshResult;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotWriter;
import dev.midnight.engine.SnapshotCacheBuilder;
import dev.midnight.spi.ContextCarrier;
import dev.midnight.test.CommandedCache;
import dev.midnight.test.HangingLoader;
import io.micrometer.context.ContextRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/** What a loader knows of who asked for its refresh. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PropagatedContextTests {

  private final ThreadLocal<String> tenant = new ThreadLocal<>();
  private final ContextRegistry registry = new ContextRegistry();
  private final ContextCarrier carrier = new PropagatedContext(registry);
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();

  @AfterEach
  void clear() {
    MDC.remove("request");
  }

  private CommandedCache<String, Integer> cache(ContextCarrier with) {
    CommandedCache<String, Integer> cache = CommandedCache.of("cities", b -> b.carrier(with));
    return cache.loads(
        (out, context) -> {
          seen.add(String.valueOf(MDC.get("request")));
          out.put("Ulm", 126_000);
        });
  }

  @Test
  void theLoaderLogsUnderTheRequestThatAsked() {
    try (CommandedCache<String, Integer> cache = cache(carrier)) {
      MDC.put("request", "42");
      cache.refreshNow();
      MDC.remove("request");
      cache.refreshNow();
    }
    assertThat(seen).containsExactly("42", "null");
  }

  @Test
  void withoutACarrierItDoesNot() {
    try (CommandedCache<String, Integer> cache = cache(ContextCarrier.NONE)) {
      MDC.put("request", "42");
      cache.refreshNow();
    }
    assertThat(seen).containsExactly("null");
  }

  /** A refresh that waits its turn begins on a thread of the one before it. */
  @Test
  void aRefreshThatWaitedBelongsToWhoAskedForIt() {
    try (CommandedCache<String, Integer> cache = cache(carrier);
        HangingLoader<String, Integer> first =
            HangingLoader.<String, Integer>heedingInterrupts().thenPutting(Map.of("Ulm", 1))) {
      MDC.put("request", "first");
      var unused = cache.loads(first).cache().refresh();
      first.awaitHanging();
      MDC.put("request", "second");
      CompletableFuture<RefreshResult> second = cache.cache().refresh();
      MDC.put("request", "later");
      cache.loads(
          (out, context) -> {
            seen.add(String.valueOf(MDC.get("request")));
            out.put("Ulm", 2);
          });
      first.release();
      second.join();
    }
    assertThat(seen).containsExactly("second");
  }

  @Test
  void whatTheApplicationRegisteredReachesEveryThreadOfTheLoad() {
    registry.registerThreadLocalAccessor("tenant", tenant);
    CountDownLatch allAtOnce = new CountDownLatch(2);
    PartitionedLoader<String, Integer> loader =
        new PartitionedLoader<>() {
          @Override
          public int partitions() {
            return 2;
          }

          @Override
          public void load(
              int partition, SnapshotWriter<String, Integer> out, RefreshContext context)
              throws Exception {
            allAtOnce.countDown();
            allAtOnce.await();
            seen.add(String.valueOf(tenant.get()));
            out.put("city" + partition, partition);
          }
        };
    try (SnapshotCache<String, Integer> cache =
        SnapshotCacheBuilder.of("cities", loader).carrier(carrier).build()) {
      tenant.set("acme");
      cache.refresh().join();
    }
    assertThat(seen).containsExactly("acme", "acme");
  }

  @Test
  void theCurrentObservationIsTheLoadersToo() {
    registry.registerThreadLocalAccessor(new ObservationThreadLocalAccessor());
    ObservationRegistry observations = ObservationRegistry.create();
    observations.observationConfig().observationHandler(context -> true);
    AtomicReference<Observation> current = new AtomicReference<>();
    Observation request = Observation.start("http.server.requests", observations);
    try (CommandedCache<String, Integer> cache = cache(carrier)) {
      cache.loads(
          (out, context) -> {
            current.set(observations.getCurrentObservation());
            out.put("Ulm", 126_000);
          });
      request.scoped(() -> cache.refreshNow());
    }
    assertThat(current.get()).isSameAs(request);
  }

  @Test
  void contextThatCannotBeCarriedStopsNoRefresh() {
    ContextCarrier neverTakes =
        () -> {
          throw new IllegalStateException("capture");
        };
    ContextCarrier neverGives =
        () ->
            task ->
                () -> {
                  throw new IllegalStateException("restore");
                };
    ContextCarrier neverClears =
        () ->
            task ->
                () -> {
                  task.run();
                  throw new IllegalStateException("clear");
                };
    for (ContextCarrier broken : new ContextCarrier[] {neverTakes, neverGives, neverClears}) {
      try (CommandedCache<String, Integer> cache = cache(broken)) {
        assertThat(cache.refreshNow().outcome()).isEqualTo(Outcome.PUBLISHED);
      }
    }
    assertThat(seen).hasSize(3);
  }
}
