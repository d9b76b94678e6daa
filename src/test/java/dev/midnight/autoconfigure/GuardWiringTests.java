package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.spi.LoadGuard;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.github.resilience4j.springboot.retry.autoconfigure.RetryAutoConfiguration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class GuardWiringTests {

  private final ApplicationContextRunner coreOnly =
      Contexts.runner()
          .withConfiguration(
              AutoConfigurations.of(
                  MidnightGuardAutoConfiguration.class,
                  MidnightGuardDefaultsAutoConfiguration.class))
          .withUserConfiguration(Source.class)
          .withPropertyValues("midnight.defaults.startup=off");

  private final ApplicationContextRunner resilience4j =
      coreOnly.withConfiguration(
          AutoConfigurations.of(
              RetryAutoConfiguration.class, CircuitBreakerAutoConfiguration.class));

  @Test
  void openBreakerIsAVisibleReason() {
    resilience4j.run(
        context -> {
          context
              .getBean(CircuitBreakerRegistry.class)
              .circuitBreaker("midnight-cities")
              .transitionToForcedOpenState();
          RefreshResult result = refresh(context);
          assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
          assertThat(result.reason())
              .startsWith("circuit breaker 'midnight-cities' is forced open");
          assertThat(context.getBean(AtomicInteger.class)).hasValue(0);
        });
  }

  @Test
  void instancePropertiesWinAndTheRestIsMidnights() {
    resilience4j
        .withPropertyValues(
            "resilience4j.retry.instances.midnight-cities.max-attempts=2",
            "resilience4j.retry.instances.midnight-cities.wait-duration=1ms",
            "resilience4j.circuitbreaker.instances.midnight-cities.minimum-number-of-calls=7")
        .run(
            context -> {
              assertThat(refresh(context).outcome()).isEqualTo(Outcome.FAILED);
              assertThat(context.getBean(AtomicInteger.class)).hasValue(2);
              assertThat(
                      context
                          .getBean(CircuitBreakerRegistry.class)
                          .circuitBreaker("midnight-cities")
                          .getCircuitBreakerConfig())
                  .returns(7, config -> config.getMinimumNumberOfCalls())
                  .returns(10, config -> config.getSlidingWindowSize());
            });
  }

  @Test
  void sharedConfigurationHoldsForCachesWithoutInstance() {
    resilience4j
        .withPropertyValues("resilience4j.retry.configs.midnight.max-attempts=1")
        .run(
            context -> {
              refresh(context);
              assertThat(context.getBean(AtomicInteger.class)).hasValue(1);
            });
  }

  @Test
  void registryOfTheApplicationIsUsed() {
    coreOnly
        .withBean(
            RetryRegistry.class,
            () -> {
              RetryRegistry registry = RetryRegistry.ofDefaults();
              registry.retry("midnight-cities", RetryConfig.custom().maxAttempts(1).build());
              return registry;
            })
        .run(
            context -> {
              refresh(context);
              assertThat(context.getBean(AtomicInteger.class)).hasValue(1);
            });
  }

  @Test
  void eachModuleMayBeAbsent() {
    String[] modules = {"retry", "circuitbreaker", "ratelimiter", "bulkhead", "timelimiter"};
    for (String module : modules) {
      coreOnly
          .withClassLoader(new FilteredClassLoader("io.github.resilience4j." + module))
          .run(
              context ->
                  assertThat(context).as(module).hasNotFailed().hasBean("midnightLoadGuard"));
    }
    coreOnly
        .withClassLoader(new FilteredClassLoader("io.github.resilience4j.common"))
        .run(context -> assertThat(context).hasNotFailed().hasBean("midnightLoadGuard"));
    coreOnly
        .withClassLoader(new FilteredClassLoader("io.github.resilience4j"))
        .run(
            context -> {
              assertThat(context).hasNotFailed().doesNotHaveBean(LoadGuard.class);
              assertThat(refresh(context).outcome()).isEqualTo(Outcome.FAILED);
            });
  }

  @Test
  void guardOfTheApplicationReplacesAllOfThem() {
    coreOnly
        .withBean("mine", LoadGuard.class, () -> LoadGuard.NONE)
        .run(context -> assertThat(context).hasSingleBean(LoadGuard.class).hasBean("mine"));
  }

  private static RefreshResult refresh(ApplicationContext context) {
    SnapshotCache<?, ?> cache = context.getBean("citiesCache", SnapshotCache.class);
    return cache.refresh().join();
  }

  @Configuration(proxyBeanMethods = false)
  static class Source {
    @Bean
    AtomicInteger loads() {
      return new AtomicInteger();
    }

    @Bean
    SnapshotLoader<String, String> cities(AtomicInteger loads) {
      return (out, context) -> {
        loads.incrementAndGet();
        throw new IllegalStateException("source is down");
      };
    }
  }
}
