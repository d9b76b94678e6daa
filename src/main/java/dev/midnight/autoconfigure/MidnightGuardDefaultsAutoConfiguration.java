package dev.midnight.autoconfigure;

import dev.midnight.resilience4j.BreakableLoads;
import dev.midnight.resilience4j.RetriedLoads;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.common.circuitbreaker.configuration.CommonCircuitBreakerConfigurationProperties;
import io.github.resilience4j.common.retry.configuration.CommonRetryConfigurationProperties;
import io.github.resilience4j.retry.Retry;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Puts Midnight's defaults under what Resilience4j's own properties say of caches: a shared
 * configuration {@code midnight}, unless the application has one, and on it every instance {@code
 * midnight-<cache>} that names no other base.
 *
 * <p>The methods that name Resilience4j's classes stay in the nested classes, whose conditions hold
 * them back: Spring looks at every method of this one, also where those classes are absent.
 */
@AutoConfiguration
public final class MidnightGuardDefaultsAutoConfiguration {

  private static final String CONFIGURATION = "midnight";
  private static final String INSTANCES = "midnight-";

  private static <P> BeanPostProcessor defaults(Class<P> type, Consumer<P> add) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        if (type.isInstance(bean)) {
          add.accept(type.cast(bean));
        }
        return bean;
      }
    };
  }

  /** Resilience4j's properties of one kind of guard have no parent in common with another's. */
  private static <I> void putUnder(
      Map<String, I> instances, Function<I, @Nullable String> base, BiConsumer<I, String> setBase) {
    instances.forEach(
        (name, instance) -> {
          if (name.startsWith(INSTANCES) && base.apply(instance) == null) {
            setBase.accept(instance, CONFIGURATION);
          }
        });
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({CommonRetryConfigurationProperties.class, Retry.class})
  static class RetryDefaultsConfiguration {
    @Bean
    static BeanPostProcessor midnightRetryDefaults() {
      return defaults(
          CommonRetryConfigurationProperties.class, RetryDefaultsConfiguration::addDefaults);
    }

    private static void addDefaults(CommonRetryConfigurationProperties properties) {
      var defaults = new CommonRetryConfigurationProperties.InstanceProperties();
      defaults.setMaxAttempts(RetriedLoads.ATTEMPTS);
      defaults.setWaitDuration(RetriedLoads.FIRST_WAIT);
      defaults.setEnableExponentialBackoff(true);
      defaults.setExponentialBackoffMultiplier(RetriedLoads.GROWTH);
      defaults.setExponentialMaxWaitDuration(RetriedLoads.LONGEST_WAIT);
      defaults.setEnableRandomizedWait(true);
      defaults.setRandomizedWaitFactor(RetriedLoads.CHANCE);
      properties.getConfigs().putIfAbsent(CONFIGURATION, defaults);
      putUnder(
          properties.getInstances(),
          CommonRetryConfigurationProperties.InstanceProperties::getBaseConfig,
          CommonRetryConfigurationProperties.InstanceProperties::setBaseConfig);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({CommonCircuitBreakerConfigurationProperties.class, CircuitBreaker.class})
  static class CircuitBreakerDefaultsConfiguration {
    @Bean
    static BeanPostProcessor midnightCircuitBreakerDefaults() {
      return defaults(
          CommonCircuitBreakerConfigurationProperties.class,
          CircuitBreakerDefaultsConfiguration::addDefaults);
    }

    private static void addDefaults(CommonCircuitBreakerConfigurationProperties properties) {
      var defaults = new CommonCircuitBreakerConfigurationProperties.InstanceProperties();
      defaults.setSlidingWindowSize(BreakableLoads.WINDOW);
      defaults.setMinimumNumberOfCalls(BreakableLoads.LEAST_CALLS);
      defaults.setFailureRateThreshold(BreakableLoads.FAILURE_PERCENT);
      defaults.setWaitDurationInOpenState(BreakableLoads.OPEN);
      defaults.setPermittedNumberOfCallsInHalfOpenState(BreakableLoads.TRIAL_CALLS);
      properties.getConfigs().putIfAbsent(CONFIGURATION, defaults);
      putUnder(
          properties.getInstances(),
          CommonCircuitBreakerConfigurationProperties.InstanceProperties::getBaseConfig,
          CommonCircuitBreakerConfigurationProperties.InstanceProperties::setBaseConfig);
    }
  }
}
