package dev.midnight.autoconfigure;

import dev.midnight.autoconfigure.properties.MidnightProperties;
import dev.midnight.engine.ScheduleWatch;
import dev.midnight.refresh.LoadPlaces;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.CacheObserver;
import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.ContextCarrier;
import dev.midnight.spi.LoadGuard;
import dev.midnight.spi.MissStore;
import dev.midnight.spi.RefreshTimer;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.env.Environment;

/**
 * Makes a cache of every loader bean and source method, and runs them with the application.
 *
 * <p>Each context has caches of its own: a child's are not its parent's.
 */
@AutoConfiguration
@EnableConfigurationProperties(MidnightProperties.class)
@ImportRuntimeHints(MidnightRuntimeHints.class)
public final class MidnightAutoConfiguration {

  static final String LIFECYCLE = "midnightLifecycle";

  @Bean
  static CacheBeanRegistrar midnightCacheBeanRegistrar(Environment environment) {
    return new CacheBeanRegistrar(environment);
  }

  /** Only a bean of this name is used: a Clock that the application declares has its own ends. */
  @Bean(defaultCandidate = false)
  @ConditionalOnMissingBean(name = "midnightClock")
  Clock midnightClock() {
    return Clock.systemUTC();
  }

  @Bean
  @ConditionalOnMissingBean
  CacheThreads midnightCacheThreads(Environment environment) {
    return NamedCacheThreads.of(environment);
  }

  @Bean
  @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
  CacheRegistry midnightCaches(ConfigurableListableBeanFactory beans) {
    return new ApplicationCaches(beans);
  }

  @Bean
  SettingsResolver midnightSettings(
      MidnightProperties properties, CacheDefinitions definitions, Environment environment) {
    InstanceId instance = InstanceId.of(properties.instanceId(), environment);
    return new SettingsResolver(properties, definitions, new Schedules(instance));
  }

  @Bean
  CacheRuntime midnightCacheRuntime(
      @Qualifier("midnightClock") Clock clock,
      CacheThreads threads,
      ObjectProvider<CacheEvents> events,
      ObjectProvider<CacheObserver> observers,
      ObjectProvider<LoadGuard> guard,
      ObjectProvider<MissStore> missStore,
      ObjectProvider<WriteLimiter> writeLimiter,
      ObjectProvider<ContextCarrier> carrier,
      MidnightProperties properties,
      Environment environment) {
    return new CacheRuntime(
        clock,
        threads,
        ComposedEvents.of(events.orderedStream().toList()),
        observers.orderedStream().toList(),
        guard.getIfAvailable(() -> LoadGuard.NONE),
        missStore.getIfAvailable(),
        writeLimiter.getIfAvailable(),
        new LoadPlaces(properties.maxConcurrentLoads()),
        carrier.getIfAvailable(() -> ContextCarrier.NONE),
        recordsChanges(environment),
        CacheClosing.timeoutOfOne(properties.shutdownTimeout()));
  }

  /** Read as text: the class of the property is Actuator's, which may be absent. */
  private static boolean recordsChanges(Environment environment) {
    String shown = environment.getProperty("management.endpoint.midnight.show-values", "never");
    return !shown.equalsIgnoreCase("never");
  }

  @Bean
  CacheFactory midnightCacheFactory(
      ConfigurableListableBeanFactory beans,
      CacheDefinitions definitions,
      SettingsResolver settings,
      CacheRuntime runtime,
      MidnightProperties properties,
      ObjectProvider<CacheRegistry> registry) {
    ConversionService conversion = beans.getConversionService();
    return new CacheFactory(
        new LazyLoaders(beans),
        settings,
        new CacheExtensions(beans, definitions, properties.enabled()),
        new RequiredKeys(
            conversion == null ? ApplicationConversionService.getSharedInstance() : conversion),
        runtime,
        registry::getObject);
  }

  @Bean
  GroupFactory midnightGroupFactory(
      ConfigurableListableBeanFactory beans, SettingsResolver settings, CacheRuntime runtime) {
    return new GroupFactory(beans, settings, runtime);
  }

  @Bean(LIFECYCLE)
  MidnightLifecycle midnightLifecycle(
      ConfigurableApplicationContext context,
      CacheRegistry registry,
      CacheDefinitions definitions,
      SettingsResolver settings,
      CacheRuntime runtime,
      MidnightProperties properties,
      ObjectProvider<RefreshTimer> timer) {
    return new MidnightLifecycle(
        properties.enabled(),
        new StartupPlanner(context.getBeanFactory(), registry, definitions, settings),
        new StartLog(runtime.clock()),
        timer::getIfAvailable,
        new CacheClosing(runtime.threads(), properties.shutdownTimeout()),
        context::isClosed);
  }

  @Bean
  WatchLifecycle midnightWatch(
      CacheRegistry registry, CacheRuntime runtime, MidnightProperties properties) {
    return new WatchLifecycle(
        properties.enabled(),
        new ScheduleWatch(registry::caches, runtime.clock(), runtime.threads()));
  }

  @Bean
  DestructionOrder midnightDestructionOrder(
      ConfigurableListableBeanFactory beans, CacheDefinitions definitions) {
    return new DestructionOrder(beans, definitions, LIFECYCLE);
  }
}
