package dev.midnight.resilience4j;

import dev.midnight.spi.WritePermits;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The permits of Resilience4j's rate limiter {@code midnight-<cache>-writes}. Permits are reserved
 * in the order in which writers ask; a batch larger than those of one second waits for several.
 */
public final class RateLimitedWrites implements WritePermits {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final RateLimiter limiter;

  private RateLimitedWrites(RateLimiter limiter) {
    this.limiter = limiter;
  }

  /**
   * The limiter of that cache in the registry. One that is there already, made from Resilience4j's
   * own properties, keeps its rate; otherwise one is made.
   *
   * @param perSecond writes, at least 1
   * @param patience how long a writer may be made to wait: {@code write.block-timeout}, or zero
   *     where {@code write.overflow} is {@code reject}; it wins over the limiter's own timeout
   */
  public static RateLimitedWrites of(
      RateLimiterRegistry registry, String cache, int perSecond, Duration patience) {
    if (perSecond < 1) {
      throw new IllegalArgumentException(
          "Cache '%s': write.rate-limit is %d but must be at least 1, so that the cache cannot take writes. See midnight.caches.%s.write.rate-limit."
              .formatted(cache, perSecond, cache));
    }
    RateLimiter limiter =
        registry.rateLimiter(
            "midnight-%s-writes".formatted(cache),
            () ->
                RateLimiterConfig.custom()
                    .limitForPeriod(perSecond)
                    .limitRefreshPeriod(SECOND)
                    .build());
    limiter.changeTimeoutDuration(patience);
    return new RateLimitedWrites(limiter);
  }

  @Override
  public boolean take(int writes) throws InterruptedException {
    long wait = limiter.reservePermission(writes);
    if (wait > 0) {
      TimeUnit.NANOSECONDS.sleep(wait);
    }
    return wait >= 0;
  }
}
