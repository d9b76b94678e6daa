package dev.midnight.autoconfigure;

import dev.midnight.observation.ObservedRefreshes;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Makes observations, and so spans, of refresh cycles where the application observes. */
@AutoConfiguration(
    before = MidnightAutoConfiguration.class,
    afterName =
        "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
public final class MidnightObservationAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  ObservedRefreshes midnightObservedRefreshes(ObservationRegistry registry) {
    return new ObservedRefreshes(registry);
  }
}
