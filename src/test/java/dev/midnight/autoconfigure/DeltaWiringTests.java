package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.DeltaLoader;
import dev.midnight.DeltaWriter;
import dev.midnight.RefreshContext;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotSource;
import dev.midnight.SnapshotWriter;
import dev.midnight.micrometer.MidnightMeters;
import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.ManagedDeltas;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class DeltaWiringTests {

  private static final String EVERY_SECOND = "midnight.caches.cities.delta.cron=* * * * * *";

  private final ApplicationContextRunner runner =
      Contexts.runner()
          .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
          .withUserConfiguration(Sources.class);

  @Test
  void cronAsksTheLoaderOfItsCacheAndCountsIt() {
    runner
        .withUserConfiguration(Named.class)
        .withPropertyValues(EVERY_SECOND, "midnight.caches.cities.zone=Asia/Tokyo")
        .run(
            context -> {
              context.getBean(MidnightMeters.class).bindTo(context.getBean(MeterRegistry.class));
              ManagedDeltas deltas = Objects.requireNonNull(deltas(context, "cities"));
              assertThat(deltas.schedule())
                  .extracting(cron -> cron.zone().getId())
                  .isEqualTo("Asia/Tokyo");
              assertThat(deltas.jitter()).isLessThanOrEqualTo(Duration.ofMillis(100));
              await()
                  .untilAsserted(() -> assertThat(deltas.status().watermark()).isEqualTo("named"));
              assertThat(cache(context, "cities").status().version()).isEqualTo(2);
              await()
                  .untilAsserted(
                      () ->
                          assertThat(
                                  context
                                      .getBean(MeterRegistry.class)
                                      .get("midnight.delta")
                                      .tags("cache", "cities", "outcome", "UNCHANGED")
                                      .timer()
                                      .count())
                              .isPositive());
              MeterRegistry meters = context.getBean(MeterRegistry.class);
              assertThat(
                      meters
                          .get("midnight.delta.phase")
                          .tags("cache", "cities", "phase", "LOAD")
                          .timer()
                          .count())
                  .isPositive();
              assertThat(meters.get("midnight.delta.consecutive.failures").gauge().value())
                  .isZero();
              assertThat(meters.get("midnight.delta.stuck").gauge().value()).isZero();
              assertThat(deltas(context, "towns")).isNull();
              assertThat(
                      context
                          .getBean(MeterRegistry.class)
                          .find("midnight.delta.drift")
                          .tag("cache", "towns")
                          .counter())
                  .isNull();
            });
  }

  @Test
  void loaderOfACacheMayReadItsChangesTooAndReadsThoseOfNoOther() {
    Contexts.runner()
        .withUserConfiguration(Both.class)
        .withPropertyValues("midnight.defaults.delta.cron=0 0 * * * *")
        .run(
            context -> {
              assertThat(take(context, "roads")).isEqualTo("roads");
              assertThat(take(context, "rivers")).isEqualTo("rivers");
            });
  }

  @Test
  void loaderWithoutACronIsNotAsked() {
    runner
        .withUserConfiguration(Named.class)
        .run(context -> assertThat(deltas(context, "cities")).isNull());
  }

  @Test
  void defaultCronIsForCachesWithALoaderAlone() {
    runner
        .withUserConfiguration(Named.class)
        .withPropertyValues("midnight.defaults.delta.cron=0 0 * * * *")
        .run(
            context -> {
              assertThat(deltas(context, "cities")).isNotNull();
              assertThat(deltas(context, "towns")).isNull();
            });
    runner
        .withUserConfiguration(Named.class)
        .withPropertyValues(
            "midnight.defaults.delta.cron=0 0 * * * *", "midnight.caches.cities.delta.cron=-")
        .run(context -> assertThat(deltas(context, "cities")).isNull());
  }

  @Test
  void cronWithoutALoaderIsRefused() {
    assertThat(StartFailures.of(Sources.class, EVERY_SECOND))
        .contains("Cache 'cities': delta.cron is '* * * * * *' but there is no DeltaLoader bean")
        .contains("Declare a bean 'citiesDeltaLoader'");
    assertThat(StartFailures.of(Value.class, "midnight.caches.motto.delta.cron=@midnight"))
        .contains("it is one value, which is loaded whole");
  }

  @Test
  void cronThatMakesNoSenseIsRefused() {
    assertThat(StartFailures.of(NamedAlone.class, "midnight.caches.cities.delta.cron=often"))
        .contains("midnight.caches.cities.delta: cron 'often'");
  }

  @Test
  void twoLoadersThatFitAreRefused() {
    assertThat(StartFailures.of(TwoThatFit.class, EVERY_SECOND))
        .contains("Cache 'cities': 2 DeltaLoader beans fit it: one, other");
  }

  @Test
  void memberOfAGroupIsRefused() {
    assertThat(
            StartFailures.of(
                NamedAlone.class, EVERY_SECOND, "midnight.groups.map.caches=cities,towns"))
        .contains("delta.cron is '* * * * * *', but the cache is a member of group 'map'");
  }

  private static @Nullable String take(ApplicationContext context, String cache) {
    return Objects.requireNonNull(deltas(context, cache)).take().join().watermark();
  }

  private static ManagedCache cache(ApplicationContext context, String name) {
    return Objects.requireNonNull(context.getBean(CacheRegistry.class).find(name));
  }

  private static @Nullable ManagedDeltas deltas(ApplicationContext context, String name) {
    return cache(context, name).deltas();
  }

  @Configuration(proxyBeanMethods = false)
  static class Sources {
    @SnapshotSource
    Map<String, String> cities() {
      return Map.of("a", "loaded");
    }

    @SnapshotSource
    Map<String, String> towns() {
      return Map.of("a", "loaded");
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Value {
    @SnapshotSource(value = true)
    String motto() {
      return "sleep well";
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Named {
    @Bean
    DeltaLoader<String, String> citiesDeltaLoader() {
      return (watermark, out, context) -> {
        out.put("b", "changed");
        return "named";
      };
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class NamedAlone extends Sources {
    @Bean
    DeltaLoader<String, String> citiesDeltaLoader() {
      return (watermark, out, context) -> watermark;
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class TwoThatFit extends Sources {
    @Bean
    DeltaLoader<String, String> one() {
      return (watermark, out, context) -> watermark;
    }

    @Bean
    DeltaLoader<String, String> other() {
      return (watermark, out, context) -> watermark;
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Both {
    @Bean
    WholeAndChanges roadsLoader() {
      return new WholeAndChanges("roads");
    }

    @Bean
    WholeAndChanges riversLoader() {
      return new WholeAndChanges("rivers");
    }
  }

  record WholeAndChanges(String name)
      implements SnapshotLoader<String, String>, DeltaLoader<String, String> {

    @Override
    public void load(SnapshotWriter<String, String> out, RefreshContext context) {
      out.put("a", name);
    }

    @Override
    public String loadChanges(
        String watermark, DeltaWriter<String, String> out, RefreshContext context) {
      return name;
    }
  }
}
