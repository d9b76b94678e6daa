package dev.midnight.resilience4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midnight.spi.WritePermits;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitedWritesTests {

  private final RateLimiterRegistry registry = RateLimiterRegistry.ofDefaults();

  private void configured(int limit, Duration period) {
    registry.rateLimiter(
        "midnight-cities-writes",
        RateLimiterConfig.custom().limitForPeriod(limit).limitRefreshPeriod(period).build());
  }

  @Test
  void rateBelowOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RateLimitedWrites.of(registry, "cities", 0, Duration.ZERO))
        .withMessageContaining("midnight.caches.cities.write.rate-limit");
  }

  @Test
  void withoutPatienceTheWriteAboveTheRateIsRejectedAtOnce() throws Exception {
    configured(2, Duration.ofHours(1));
    WritePermits permits = RateLimitedWrites.of(registry, "cities", 500, Duration.ZERO);
    assertThat(permits.take(1)).isTrue();
    assertThat(permits.take(1)).isTrue();
    assertThat(permits.take(1)).isFalse();
  }

  @Test
  void writerThatWouldWaitTooLongIsRejectedWithoutWaiting() throws Exception {
    configured(1, Duration.ofHours(1));
    WritePermits permits = RateLimitedWrites.of(registry, "cities", 500, Duration.ofSeconds(1));
    assertThat(permits.take(1)).isTrue();
    assertThat(permits.take(1)).isFalse();
  }

  @Test
  void writerWaitsWithinItsPatience() throws Exception {
    configured(1, Duration.ofMillis(20));
    WritePermits permits = RateLimitedWrites.of(registry, "cities", 500, Duration.ofMinutes(1));
    for (int write = 0; write < 5; write++) {
      assertThat(permits.take(1)).isTrue();
    }
  }

  @Test
  void batchLargerThanAPeriodsPermitsWaitsForSeveral() throws Exception {
    configured(2, Duration.ofMillis(20));
    WritePermits permits = RateLimitedWrites.of(registry, "cities", 500, Duration.ofMinutes(1));
    assertThat(permits.take(7)).isTrue();
  }

  @Test
  void interruptEndsTheWait() throws Exception {
    configured(1, Duration.ofHours(1));
    WritePermits permits = RateLimitedWrites.of(registry, "cities", 500, Duration.ofDays(1));
    assertThat(permits.take(1)).isTrue();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> permits.take(1)).isInstanceOf(InterruptedException.class);
  }

  @Test
  void limiterIsMadeWithTheRatePerSecondWhereNobodyConfiguredOne() {
    WritePermits permits = RateLimitedWrites.of(registry, "cities", 500, Duration.ofSeconds(1));
    assertThat(permits).isNotNull();
    RateLimiterConfig config =
        registry.rateLimiter("midnight-cities-writes").getRateLimiterConfig();
    assertThat(config.getLimitForPeriod()).isEqualTo(500);
    assertThat(config.getLimitRefreshPeriod()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.getTimeoutDuration()).isEqualTo(Duration.ofSeconds(1));
  }
}
