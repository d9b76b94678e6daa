package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.Snapshot;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.actuate.MidnightEndpoint;
import dev.midnight.micrometer.MidnightMeters;
import dev.midnight.spi.CacheRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the meters and the endpoint of an application say of the heap. */
class HeapWiringTests {

  private final ApplicationContextRunner runner =
      Contexts.runner()
          .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
          .withPropertyValues("midnight.caches.prices.cron=-")
          .withUserConfiguration(Prices.class);

  static final class Prices {

    @Bean
    SnapshotLoader<String, Integer> pricesLoader() {
      AtomicInteger night = new AtomicInteger();
      return (out, context) -> out.put("a", night.incrementAndGet());
    }
  }

  /** An index, a session or a stuck request that keeps a snapshot keeps its whole generation. */
  @Test
  void snapshotThatSomebodyHoldsShowsUntilItIsLetGo() {
    runner.run(
        context -> {
          SnapshotCache<?, ?> prices = context.getBean(SnapshotCache.class);
          List<Snapshot<?, ?>> held = new ArrayList<>();
          held.add(prices.snapshot());
          assertThat(prices.refresh().join().generation()).isEqualTo(2);
          assertThat(prices.refresh().join().generation()).isEqualTo(3);

          awaitRetained(context, 1);
          assertThat(held.get(0).generation()).isEqualTo(1);
          held.clear();
          awaitRetained(context, 0);
        });
  }

  private static void awaitRetained(ApplicationContext context, int expected) {
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(memory(context).at("/retained").asInt()).isEqualTo(expected);
              assertThat(gauge(context, "midnight.snapshot.retained")).isEqualTo(expected);
            });
  }

  @Test
  void outlookOnTheNextLoadIsAMeterAndInTheEndpoint() {
    runner.run(
        context -> {
          context.getBean(SnapshotCache.class).refresh().join();

          JsonNode next = memory(context).at("/nextLoad");
          assertThat(next.at("/verdict").asString()).isEqualTo("FITS");
          assertThat(next.at("/needed").asLong()).isPositive();
          assertThat(next.at("/free").asLong()).isPositive();
          assertThat(gauge(context, "midnight.refresh.heap.needed"))
              .isEqualTo(next.at("/needed").asDouble());
          assertThat(gauge(context, "midnight.refresh.heap.free")).isPositive();
        });
  }

  @Test
  void withoutAPreflightThereIsNoOutlook() {
    runner
        .withPropertyValues("midnight.caches.prices.preflight=off")
        .run(
            context -> {
              assertThat(memory(context).at("/nextLoad").isNull()).isTrue();
              assertThat(gauge(context, "midnight.refresh.heap.needed")).isNaN();
            });
  }

  private static JsonNode memory(ApplicationContext context) {
    MidnightEndpoint endpoint =
        new MidnightEndpoint(context.getBean(CacheRegistry.class), event -> {});
    return JsonMapper.shared().valueToTree(endpoint.cache("prices")).at("/memory");
  }

  private static double gauge(ApplicationContext context, String name) {
    MeterRegistry registry = context.getBean(MeterRegistry.class);
    context.getBean(MidnightMeters.class).bindTo(registry);
    return registry.get(name).tag("cache", "prices").gauge().value();
  }
}
