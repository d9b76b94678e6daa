package dev.midnight.autoconfigure;

import dev.midnight.micrometer.MidnightMeters;
import dev.midnight.spi.CacheRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Shows the caches as meters where the application has a registry for them. */
@AutoConfiguration(
    before = MidnightAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration"
    })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public final class MidnightMetricsAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  MidnightMeters midnightMeters(ObjectProvider<CacheRegistry> caches) {
    return new MidnightMeters(caches::getObject);
  }
}
