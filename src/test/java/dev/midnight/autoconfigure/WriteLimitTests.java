package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotSource;
import dev.midnight.WriteRejectedException;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.springboot.ratelimiter.autoconfigure.RateLimiterAutoConfiguration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

class WriteLimitTests {

  private final ApplicationContextRunner runner =
      Contexts.runner().withUserConfiguration(Sources.class);

  @Test
  void rateBelowOneIsRefused() {
    assertThat(StartFailures.of(Sources.class, "midnight.caches.cities.write.rate-limit=0"))
        .contains("Cache 'cities': write.rate-limit is 0 but must be at least 1");
  }

  @Test
  void rateWithoutResilience4jIsRefused() {
    runner
        .withClassLoader(new FilteredClassLoader("io.github.resilience4j"))
        .withPropertyValues("midnight.caches.cities.write.rate-limit=5")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("there is no rate limiter to obey it"));
  }

  @Test
  void writeAboveTheRateIsRejectedAndNamesTheProperty() {
    runner
        .withBean(RateLimiterRegistry.class, RateLimiterRegistry::ofDefaults)
        .withPropertyValues(
            "midnight.caches.cities.write.rate-limit=1",
            "midnight.caches.cities.write.overflow=reject")
        .run(
            context -> {
              CompletableFuture<Void> batch =
                  cities(context).putAll(Map.of("b", "1", "c", "2", "d", "3"));
              assertThat(batch)
                  .failsWithin(java.time.Duration.ofSeconds(10))
                  .withThrowableThat()
                  .havingCause()
                  .isInstanceOf(WriteRejectedException.class)
                  .withMessageContaining("midnight.caches.cities.write.rate-limit");
              assertThat(context.getBean(RateLimiterRegistry.class).find("midnight-cities-writes"))
                  .isPresent();
            });
  }

  @Test
  void nothingIsLimitedUnlessAskedFor() {
    runner.run(
        context -> {
          cities(context).putAll(Map.of("b", "1", "c", "2")).join();
          assertThat(cities(context).get("b")).isEqualTo("1");
        });
  }

  @Test
  void limiterOfResilience4jsOwnPropertiesKeepsItsRate() {
    runner
        .withConfiguration(AutoConfigurations.of(RateLimiterAutoConfiguration.class))
        .withPropertyValues(
            "midnight.caches.cities.write.rate-limit=5",
            "resilience4j.ratelimiter.instances.midnight-cities-writes.limit-for-period=7",
            "resilience4j.ratelimiter.instances.midnight-cities-writes.limit-refresh-period=1h")
        .run(
            context ->
                assertThat(
                        context
                            .getBean(RateLimiterRegistry.class)
                            .rateLimiter("midnight-cities-writes")
                            .getRateLimiterConfig()
                            .getLimitForPeriod())
                    .isEqualTo(7));
  }

  @SuppressWarnings("unchecked")
  private static SnapshotCache<String, String> cities(ApplicationContext context) {
    return context.getBean("citiesCache", SnapshotCache.class);
  }

  @Configuration(proxyBeanMethods = false)
  static class Sources {
    @SnapshotSource
    Map<String, String> cities() {
      return Map.of("a", "loaded");
    }
  }
}
