package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakerMetricsAutoConfiguration;
import io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakersHealthIndicatorAutoConfiguration;
import io.github.resilience4j.springboot.retry.autoconfigure.RetryAutoConfiguration;
import io.github.resilience4j.springboot.retry.autoconfigure.RetryMetricsAutoConfiguration;
import io.github.resilience4j.springboot.timelimiter.autoconfigure.TimeLimiterAutoConfiguration;
import io.github.resilience4j.springboot.timelimiter.autoconfigure.TimeLimiterMetricsAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A source that hangs, behind retry, breaker and time limiter as an application configures them:
 * the retry makes attempts, the breaker counts each, the limiter ends each.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GuardsTogetherTests {

  private static final String RETRY = "resilience4j.retry.instances.midnight-cities.";
  private static final String BREAKER = "resilience4j.circuitbreaker.instances.midnight-cities.";
  private static final String LIMITER = "resilience4j.timelimiter.instances.midnight-cities.";

  private final ApplicationContextRunner runner =
      Contexts.runner()
          .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
          .withBean(StatusAggregator.class, StatusAggregator::getDefault)
          .withConfiguration(
              AutoConfigurations.of(
                  MidnightGuardAutoConfiguration.class,
                  MidnightGuardDefaultsAutoConfiguration.class,
                  RetryAutoConfiguration.class,
                  RetryMetricsAutoConfiguration.class,
                  CircuitBreakerAutoConfiguration.class,
                  CircuitBreakerMetricsAutoConfiguration.class,
                  CircuitBreakersHealthIndicatorAutoConfiguration.class,
                  TimeLimiterAutoConfiguration.class,
                  TimeLimiterMetricsAutoConfiguration.class))
          .withUserConfiguration(Source.class)
          .withPropertyValues(
              "midnight.defaults.startup=off",
              "management.health.circuitbreakers.enabled=true",
              RETRY + "max-attempts=3",
              RETRY + "wait-duration=1ms",
              BREAKER + "sliding-window-size=4",
              BREAKER + "minimum-number-of-calls=4",
              BREAKER + "wait-duration-in-open-state=1h",
              BREAKER + "register-health-indicator=true",
              LIMITER + "timeout-duration=50ms");

  @Test
  void eachAttemptIsLimitedCountedAndTriedAgainUntilTheBreakerOpens() {
    runner.run(
        context -> {
          Source source = context.getBean(Source.class);
          RefreshResult first = refresh(context);
          assertThat(first.outcome()).isEqualTo(Outcome.FAILED);
          assertThat(first.reason()).contains("time limiter 'midnight-cities'");
          assertThat(source.attempts).hasValue(3);
          assertThat(breaker(context).getState()).isEqualTo(CircuitBreaker.State.CLOSED);

          RefreshResult second = refresh(context);
          assertThat(second.outcome()).isEqualTo(Outcome.FAILED);
          assertThat(source.attempts).hasValue(4);
          assertThat(breaker(context).getState()).isEqualTo(CircuitBreaker.State.OPEN);

          RefreshResult third = refresh(context);
          assertThat(third.reason()).startsWith("circuit breaker 'midnight-cities' is open");
          assertThat(source.attempts).hasValue(4);
          assertMeters(context.getBean(MeterRegistry.class));
          assertThat(stateInHealth(context)).isEqualTo(CircuitBreaker.State.OPEN);
        });
  }

  private static void assertMeters(MeterRegistry meters) {
    assertThat(count(meters, "resilience4j.circuitbreaker.calls", "failed")).isEqualTo(4);
    assertThat(
            meters
                .get("resilience4j.circuitbreaker.state")
                .tags("name", "midnight-cities", "state", "open")
                .gauge()
                .value())
        .isEqualTo(1);
    assertThat(
            meters
                .get("resilience4j.timelimiter.calls")
                .tags("name", "midnight-cities", "kind", "timeout")
                .counter()
                .count())
        .isEqualTo(4);
    assertThat(
            meters
                .get("resilience4j.retry.calls")
                .tags("name", "midnight-cities", "kind", "failed_with_retry")
                .functionCounter()
                .count())
        .isPositive();
  }

  private static long count(MeterRegistry meters, String name, String kind) {
    return meters.get(name).tags("name", "midnight-cities", "kind", kind).timer().count();
  }

  @Test
  void anAttemptThatGoesWellEndsTheRetries() {
    runner.run(
        context -> {
          Source source = context.getBean(Source.class);
          source.mended.set(true);
          assertThat(refresh(context).outcome()).isEqualTo(Outcome.PUBLISHED);
          assertThat(source.attempts).hasValue(1);
          assertThat(stateInHealth(context)).isEqualTo(CircuitBreaker.State.CLOSED);
        });
  }

  private static CircuitBreaker breaker(ApplicationContext context) {
    return context.getBean(CircuitBreakerRegistry.class).circuitBreaker("midnight-cities");
  }

  private static @Nullable Object stateInHealth(ApplicationContext context) {
    HealthIndicator indicator =
        context.getBean("circuitBreakersHealthIndicator", HealthIndicator.class);
    Health all = Objects.requireNonNull(indicator.health());
    Health own = (Health) Objects.requireNonNull(all.getDetails().get("midnight-cities"));
    return own.getDetails().get("state");
  }

  private static RefreshResult refresh(ApplicationContext context) {
    return (RefreshResult) context.getBean("citiesCache", SnapshotCache.class).refresh().join();
  }

  @Configuration(proxyBeanMethods = false)
  static class Source {

    final AtomicInteger attempts = new AtomicInteger();
    final AtomicBoolean mended = new AtomicBoolean();

    @Bean
    SnapshotLoader<String, Integer> cities() {
      return (out, context) -> {
        attempts.incrementAndGet();
        if (!mended.get()) {
          new CountDownLatch(1).await(); // until it is interrupted
        }
        out.put("Ulm", 126_000);
      };
    }
  }
}
