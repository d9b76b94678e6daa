package dev.midnight.autoconfigure;

import dev.midnight.resilience4j.BreakableLoads;
import dev.midnight.resilience4j.BulkheadedLoads;
import dev.midnight.resilience4j.GuardChain;
import dev.midnight.resilience4j.GuardStep;
import dev.midnight.resilience4j.RateLimitedLoads;
import dev.midnight.resilience4j.RetriedLoads;
import dev.midnight.resilience4j.TimeLimitedLoads;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.LoadGuard;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.Registry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/**
 * Guards sources by those of Resilience4j's modules that are there, with instances of the
 * application's registries; where it has none, of one that nobody else meets.
 */
@AutoConfiguration(
    before = MidnightAutoConfiguration.class,
    afterName = {
      "io.github.resilience4j.springboot.bulkhead.autoconfigure.BulkheadAutoConfiguration",
      "io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration",
      "io.github.resilience4j.springboot.ratelimiter.autoconfigure.RateLimiterAutoConfiguration",
      "io.github.resilience4j.springboot.retry.autoconfigure.RetryAutoConfiguration",
      "io.github.resilience4j.springboot.timelimiter.autoconfigure.TimeLimiterAutoConfiguration"
    })
@ConditionalOnClass(Registry.class)
@ConditionalOnMissingBean(LoadGuard.class)
public final class MidnightGuardAutoConfiguration {

  @Bean
  LoadGuard midnightLoadGuard(ObjectProvider<GuardStep> outermostFirst) {
    return new GuardChain(outermostFirst.orderedStream().toList());
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(RetryRegistry.class)
  static class RetryConfiguration {
    @Bean
    @Order(1)
    GuardStep midnightRetriedLoads(ObjectProvider<RetryRegistry> registry) {
      return new RetriedLoads(registry.getIfAvailable(RetryRegistry::ofDefaults));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(CircuitBreakerRegistry.class)
  static class CircuitBreakerConfiguration {
    @Bean
    @Order(2)
    GuardStep midnightBreakableLoads(ObjectProvider<CircuitBreakerRegistry> registry) {
      return new BreakableLoads(registry.getIfAvailable(CircuitBreakerRegistry::ofDefaults));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(RateLimiterRegistry.class)
  static class RateLimiterConfiguration {
    @Bean
    @Order(3)
    GuardStep midnightRateLimitedLoads(ObjectProvider<RateLimiterRegistry> registry) {
      return new RateLimitedLoads(registry.getIfAvailable(RateLimiterRegistry::ofDefaults));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(TimeLimiterRegistry.class)
  static class TimeLimiterConfiguration {
    @Bean
    @Order(4)
    GuardStep midnightTimeLimitedLoads(
        ObjectProvider<TimeLimiterRegistry> registry, CacheThreads threads) {
      return new TimeLimitedLoads(
          registry.getIfAvailable(TimeLimiterRegistry::ofDefaults), threads);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(BulkheadRegistry.class)
  static class BulkheadConfiguration {
    @Bean
    @Order(5)
    GuardStep midnightBulkheadedLoads(ObjectProvider<BulkheadRegistry> registry) {
      return new BulkheadedLoads(registry.getIfAvailable(BulkheadRegistry::ofDefaults));
    }
  }
}
