package dev.midnight.autoconfigure;

import dev.midnight.resilience4j.RateLimitedWrites;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Limits writes by Resilience4j, in the application's registry where it has one; otherwise in one
 * that nobody else meets.
 */
@AutoConfiguration(
    before = MidnightAutoConfiguration.class,
    afterName =
        "io.github.resilience4j.springboot.ratelimiter.autoconfigure.RateLimiterAutoConfiguration")
@ConditionalOnClass(RateLimiterRegistry.class)
public final class MidnightWriteLimitAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  WriteLimiter midnightWriteLimiter(ObjectProvider<RateLimiterRegistry> registries) {
    RateLimiterRegistry registry = registries.getIfAvailable(RateLimiterRegistry::ofDefaults);
    return (cache, perSecond, patience) ->
        RateLimitedWrites.of(registry, cache, perSecond, patience);
  }
}
