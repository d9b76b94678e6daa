package dev.midnight.autoconfigure;

import dev.midnight.actuate.MidnightHealthIndicator;
import dev.midnight.actuate.MidnightReadinessIndicator;
import dev.midnight.spi.CacheRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells health what the caches hold; liveness is never told, as a restart mends no source. */
@AutoConfiguration(
    after = MidnightAutoConfiguration.class,
    afterName =
        "org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration")
@ConditionalOnClass(HealthIndicator.class)
public final class MidnightHealthAutoConfiguration {

  @Bean
  @ConditionalOnEnabledHealthIndicator("midnight")
  @ConditionalOnMissingBean(name = "midnightHealthIndicator")
  MidnightHealthIndicator midnightHealthIndicator(CacheRegistry caches) {
    return new MidnightHealthIndicator(caches);
  }

  /** Readiness waits for the caches where {@code midnight.health.readiness} says so. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(HealthEndpointGroups.class)
  @ConditionalOnProperty("midnight.health.readiness")
  static final class ReadinessConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "midnightReadinessHealthIndicator")
    MidnightReadinessIndicator midnightReadinessHealthIndicator(
        CacheRegistry caches, MidnightLifecycle lifecycle) {
      return new MidnightReadinessIndicator(
          caches, name -> lifecycle.loadedAtStart().contains(name));
    }

    @Bean
    static ReadinessGroups midnightReadinessGroups() {
      return new ReadinessGroups();
    }
  }
}
