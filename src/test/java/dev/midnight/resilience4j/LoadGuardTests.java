package dev.midnight.resilience4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midnight.CycleEndedException;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.LoadGuard;
import dev.midnight.spi.LoadRefusedException;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadGuardTests {

  private final AtomicInteger calls = new AtomicInteger();

  private final RetryRegistry retries =
      RetryRegistry.of(
          RetryConfig.custom().maxAttempts(3).waitDuration(Duration.ofMillis(1)).build());
  private final CircuitBreakerRegistry breakers =
      CircuitBreakerRegistry.of(
          CircuitBreakerConfig.custom()
              .slidingWindowSize(2)
              .minimumNumberOfCalls(2)
              .waitDurationInOpenState(Duration.ofHours(1))
              .build());

  LoadGuardTests() {
    retries.retry("midnight-cities");
    breakers.circuitBreaker("midnight-cities");
  }

  @AfterEach
  void noInterruptIsLeftBehind() {
    assertThat(Thread.interrupted()).isFalse();
  }

  private static LoadGuard guard(GuardStep... steps) {
    return new GuardChain(List.of(steps));
  }

  private Callable<String> fails(Exception failure) {
    return () -> {
      calls.incrementAndGet();
      throw failure;
    };
  }

  @Test
  void failureIsTriedAgainUntilTheAttemptsAreUsedUp() {
    LoadGuard guard = guard(new RetriedLoads(retries));
    assertThatThrownBy(() -> guard.call("cities", fails(new IOException("down"))))
        .isInstanceOf(IOException.class);
    assertThat(calls).hasValue(3);
  }

  @Test
  void cancelledLoadIsNotTriedAgainAndNotHeldAgainstTheSource() {
    LoadGuard guard = guard(new RetriedLoads(retries), new BreakableLoads(breakers));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(
              () -> guard.call("cities", fails(new CycleEndedException("cities", 1, "cancelled"))))
          .isInstanceOf(CycleEndedException.class);
      assertThatThrownBy(() -> guard.call("cities", fails(new InterruptedException())))
          .isInstanceOf(InterruptedException.class);
    }
    assertThat(calls).hasValue(6);
    CircuitBreaker breaker = breakers.circuitBreaker("midnight-cities");
    assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    assertThat(breaker.getMetrics().getNumberOfBufferedCalls()).isZero();
  }

  @Test
  void openBreakerRefusesWithAReasonAndCallsNothing() {
    LoadGuard guard = guard(new RetriedLoads(retries), new BreakableLoads(breakers));
    assertThatThrownBy(() -> guard.call("cities", fails(new IOException("down"))));
    int before = calls.get();
    assertThatThrownBy(() -> guard.call("cities", fails(new IOException("down"))))
        .isInstanceOf(LoadRefusedException.class)
        .hasMessageContaining("circuit breaker 'midnight-cities' is open after 2 of 2 loads failed")
        .hasMessageContaining("resilience4j.circuitbreaker.instances.midnight-cities");
    assertThat(calls).hasValue(before);
  }

  @Test
  void otherCacheHasABreakerOfItsOwn() throws Exception {
    LoadGuard guard = guard(new BreakableLoads(breakers));
    breakers.circuitBreaker("midnight-cities").transitionToOpenState();
    assertThat(guard.call("towns", () -> "loaded")).isEqualTo("loaded");
  }

  @Test
  void defaultsHoldWhereNobodyConfiguredAnything() throws Exception {
    RetryRegistry fresh = RetryRegistry.ofDefaults();
    guard(new RetriedLoads(fresh)).call("towns", () -> "loaded");
    assertThat(fresh.retry("midnight-towns").getRetryConfig().getMaxAttempts()).isEqualTo(3);
    CircuitBreakerRegistry none = CircuitBreakerRegistry.ofDefaults();
    guard(new BreakableLoads(none)).call("towns", () -> "loaded");
    assertThat(none.circuitBreaker("midnight-towns").getCircuitBreakerConfig())
        .returns(10, CircuitBreakerConfig::getSlidingWindowSize)
        .returns(5, CircuitBreakerConfig::getMinimumNumberOfCalls);
  }

  @Test
  void callsAboveTheRateAreRefused() throws Exception {
    RateLimiterRegistry limiters = RateLimiterRegistry.ofDefaults();
    LoadGuard guard = guard(new RateLimitedLoads(limiters));
    assertThat(guard.call("cities", () -> "unlimited")).isEqualTo("unlimited");
    limiters.rateLimiter(
        "midnight-cities",
        RateLimiterConfig.custom()
            .limitForPeriod(1)
            .limitRefreshPeriod(Duration.ofHours(1))
            .timeoutDuration(Duration.ZERO)
            .build());
    assertThat(guard.call("cities", () -> "first")).isEqualTo("first");
    assertThatThrownBy(() -> guard.call("cities", () -> "second"))
        .isInstanceOf(LoadRefusedException.class)
        .hasMessageContaining("rate limiter 'midnight-cities' allows no load");
  }

  @Test
  void fullBulkheadRefuses() throws Exception {
    BulkheadRegistry bulkheads = BulkheadRegistry.ofDefaults();
    LoadGuard guard = guard(new BulkheadedLoads(bulkheads));
    assertThat(guard.call("cities", () -> "unlimited")).isEqualTo("unlimited");
    bulkheads.bulkhead("midnight-cities", BulkheadConfig.custom().maxConcurrentCalls(1).build());
    assertThat(guard.call("cities", () -> "alone")).isEqualTo("alone");
    bulkheads.bulkhead("midnight-cities").acquirePermission();
    assertThatThrownBy(() -> guard.call("cities", () -> "second"))
        .isInstanceOf(LoadRefusedException.class)
        .hasMessageContaining("bulkhead 'midnight-cities' is full");
  }

  @Test
  void attemptThatTakesTooLongIsInterruptedAndSaysSo() {
    TimeLimiterRegistry limiters = TimeLimiterRegistry.ofDefaults();
    limiters.timeLimiter(
        "midnight-cities",
        TimeLimiterConfig.custom().timeoutDuration(Duration.ofMillis(20)).build());
    LoadGuard guard = guard(new TimeLimitedLoads(limiters, CacheThreads.PLATFORM));
    assertThatThrownBy(
            () ->
                guard.call(
                    "cities",
                    () -> {
                      new CountDownLatch(1).await();
                      return "never";
                    }))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("time limiter 'midnight-cities'");
  }

  @Test
  void attemptWithinItsTimeIsLeftAlone() throws Exception {
    TimeLimiterRegistry limiters = TimeLimiterRegistry.ofDefaults();
    limiters.timeLimiter(
        "midnight-cities", TimeLimiterConfig.custom().timeoutDuration(Duration.ofHours(1)).build());
    LoadGuard guard = guard(new TimeLimitedLoads(limiters, CacheThreads.PLATFORM));
    assertThat(guard.call("cities", () -> "loaded")).isEqualTo("loaded");
    assertThatThrownBy(() -> guard.call("cities", fails(new IOException("down"))))
        .isInstanceOf(IOException.class);
  }
}
