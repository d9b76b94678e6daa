package dev.midnight.resilience4j;

import dev.midnight.spi.LoadRefusedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * Loads that are refused by Resilience4j's circuit breaker {@code midnight-<cache>} once their
 * source has failed too often: by default at 5 failures among the last 10 attempts, for a minute.
 */
public final class BreakableLoads implements GuardStep {

  public static final int WINDOW = 10;
  public static final int LEAST_CALLS = 5;
  public static final float FAILURE_PERCENT = 50;
  public static final Duration OPEN = Duration.ofMinutes(1);
  public static final int TRIAL_CALLS = 1;

  private final CircuitBreakerRegistry registry;

  /** By the instances of that registry. */
  public BreakableLoads(CircuitBreakerRegistry registry) {
    this.registry = registry;
  }

  @Override
  public <T> T call(String cache, Callable<T> attempt) throws Exception {
    CircuitBreaker breaker = breaker(cache);
    if (!breaker.tryAcquirePermission()) {
      throw refused(breaker);
    }
    long start = breaker.getCurrentTimestamp();
    try {
      T loaded = attempt.call();
      breaker.onResult(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), loaded);
      return loaded;
    } catch (Throwable failure) {
      if (GuardNames.saysNothingOfTheSource(failure)) {
        breaker.releasePermission();
      } else {
        breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), failure);
      }
      throw failure;
    }
  }

  private CircuitBreaker breaker(String cache) {
    String name = GuardNames.instance(cache);
    return registry
        .find(name)
        .orElseGet(
            () ->
                registry.circuitBreaker(
                    name,
                    registry
                        .getConfiguration(GuardNames.CONFIGURATION)
                        .orElseGet(BreakableLoads::defaults)));
  }

  private static CircuitBreakerConfig defaults() {
    return CircuitBreakerConfig.custom()
        .slidingWindowSize(WINDOW)
        .minimumNumberOfCalls(LEAST_CALLS)
        .failureRateThreshold(FAILURE_PERCENT)
        .waitDurationInOpenState(OPEN)
        .permittedNumberOfCallsInHalfOpenState(TRIAL_CALLS)
        .build();
  }

  private static LoadRefusedException refused(CircuitBreaker breaker) {
    return new LoadRefusedException(
        "circuit breaker '%s' is %s after %d of %d loads failed, so that its source is left alone for now. See resilience4j.circuitbreaker.instances.%s"
            .formatted(
                breaker.getName(),
                breaker.getState().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                breaker.getMetrics().getNumberOfFailedCalls(),
                breaker.getMetrics().getNumberOfBufferedCalls(),
                breaker.getName()));
  }
}
