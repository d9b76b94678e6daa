package dev.midnight.autoconfigure;

import dev.midnight.spi.CacheRegistry;
import dev.midnight.springcache.MidnightCacheManager;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;

/**
 * Puts Midnight's caches behind {@code @Cacheable} and its kin, beside the cache manager of the
 * application: names of Midnight's caches are Midnight's, all others are the other manager's.
 *
 * <p>The manager is no candidate where a CacheManager is injected or looked for by conditions, so
 * that the application's own, or the one that Boot makes, stays what it is.
 */
@AutoConfiguration(after = MidnightAutoConfiguration.class)
@ConditionalOnClass(CacheManager.class)
public final class MidnightSpringCacheAutoConfiguration {

  static final String MANAGER = "midnightCacheManager";

  /** How long an annotated write waits until readers can see it. */
  private static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(10);

  @Bean(value = MANAGER, defaultCandidate = false)
  @ConditionalOnMissingBean(name = MANAGER)
  CacheManager midnightCacheManager(CacheRegistry caches) {
    return new MidnightCacheManager(caches, VISIBILITY_TIMEOUT);
  }

  @Bean
  static CachesByName midnightCachesByName(
      ConfigurableListableBeanFactory beans, ObjectProvider<CacheDefinitions> definitions) {
    return new CachesByName(beans, definitions::getObject);
  }
}
