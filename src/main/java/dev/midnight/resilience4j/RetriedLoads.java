package dev.midnight.resilience4j;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Loads that are tried again at once, within their cycle, by Resilience4j's retry {@code
 * midnight-<cache>}: 3 attempts in all, 1 s and 2 s apart by default, half of that by chance.
 */
public final class RetriedLoads implements GuardStep {

  public static final int ATTEMPTS = 3;
  public static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  public static final double GROWTH = 2;
  public static final double CHANCE = 0.5;

  private final RetryRegistry registry;

  /** By the instances of that registry. */
  public RetriedLoads(RetryRegistry registry) {
    this.registry = registry;
  }

  @Override
  public <T> T call(String cache, Callable<T> attempt) throws Exception {
    Retry.Context<T> tries = retry(cache).context();
    while (true) {
      try {
        T loaded = attempt.call();
        if (!tries.onResult(loaded)) {
          tries.onComplete();
          return loaded;
        }
      } catch (Exception failure) {
        if (GuardNames.saysNothingOfTheSource(failure)) {
          throw failure;
        }
        tries.onError(failure);
      }
    }
  }

  private Retry retry(String cache) {
    String name = GuardNames.instance(cache);
    return registry
        .find(name)
        .orElseGet(
            () ->
                registry.retry(
                    name,
                    registry
                        .getConfiguration(GuardNames.CONFIGURATION)
                        .orElseGet(RetriedLoads::defaults)));
  }

  private static RetryConfig defaults() {
    return RetryConfig.custom()
        .maxAttempts(ATTEMPTS)
        .intervalFunction(
            IntervalFunction.ofExponentialRandomBackoff(FIRST_WAIT, GROWTH, CHANCE, LONGEST_WAIT))
        .build();
  }
}
