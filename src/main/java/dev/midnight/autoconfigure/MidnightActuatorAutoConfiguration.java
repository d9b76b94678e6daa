package dev.midnight.autoconfigure;

import dev.midnight.actuate.KeyAnswers;
import dev.midnight.actuate.MidnightEndpoint;
import dev.midnight.actuate.MidnightEndpointWebExtension;
import dev.midnight.actuate.MidnightInfoContributor;
import dev.midnight.autoconfigure.properties.EndpointProperties;
import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.ContentionProfiler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.convert.ConversionService;

/** Lets operators see and act on the caches through Boot's Actuator. */
@AutoConfiguration(after = MidnightAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@EnableConfigurationProperties(EndpointProperties.class)
public final class MidnightActuatorAutoConfiguration {

  @Bean
  @ConditionalOnAvailableEndpoint
  @ConditionalOnMissingBean
  MidnightEndpoint midnightEndpoint(
      CacheRegistry caches,
      ApplicationEventPublisher events,
      ObjectProvider<ContentionProfiler> profiler,
      EndpointProperties properties,
      ConfigurableListableBeanFactory beans) {
    ConversionService known = beans.getConversionService();
    KeyAnswers keys =
        new KeyAnswers(
            properties.showValues(),
            properties.roles(),
            known == null ? ApplicationConversionService.getSharedInstance() : known);
    return new MidnightEndpoint(caches, events, profiler.getIfAvailable(), keys);
  }

  @Bean
  @ConditionalOnBean(MidnightEndpoint.class)
  @ConditionalOnAvailableEndpoint
  @ConditionalOnMissingBean
  MidnightEndpointWebExtension midnightEndpointWebExtension(MidnightEndpoint endpoint) {
    return new MidnightEndpointWebExtension(endpoint);
  }

  @Bean
  @ConditionalOnEnabledInfoContributor("midnight")
  @ConditionalOnMissingBean
  MidnightInfoContributor midnightInfoContributor(CacheRegistry caches) {
    return new MidnightInfoContributor(caches);
  }
}
