package dev.midnight.resilience4j;

import dev.midnight.spi.LoadRefusedException;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Load attempts within the rate of Resilience4j's limiter {@code midnight-<cache>}, if any. */
public final class RateLimitedLoads implements GuardStep {

  private final RateLimiterRegistry registry;

  /** By the instances of that registry; a cache that has none there is not limited. */
  public RateLimitedLoads(RateLimiterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public <T> T call(String cache, Callable<T> attempt) throws Exception {
    Optional<RateLimiter> limiter = registry.find(GuardNames.instance(cache));
    if (limiter.isPresent() && !limiter.get().acquirePermission()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for the rate limiter");
      }
      String name = limiter.get().getName();
      throw new LoadRefusedException(
          "rate limiter '%s' allows no load within %s. See resilience4j.ratelimiter.instances.%s"
              .formatted(name, limiter.get().getRateLimiterConfig().getTimeoutDuration(), name));
    }
    return attempt.call();
  }
}
