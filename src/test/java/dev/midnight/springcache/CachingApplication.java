package dev.midnight.springcache;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.caffeine.CaffeineMissStore;
import dev.midnight.engine.SnapshotCacheBuilder;
import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.ManagedCache;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application with a cache manager of its own beside Midnight's. */
@Configuration(proxyBeanMethods = false)
@EnableCaching(proxyTargetClass = true)
class CachingApplication {

  @Bean
  CityService cityService() {
    return new CityService();
  }

  @Bean
  CacheManager cacheManager() {
    return new ConcurrentMapCacheManager();
  }

  @Bean
  SnapshotCache<String, Integer> citiesCache() {
    SnapshotLoader<String, Integer> loader =
        (out, context) -> List.of("Oslo", "Rome").forEach(city -> out.put(city, 1));
    SnapshotCache<String, Integer> cache =
        SnapshotCacheBuilder.of("cities", loader).missStore(new CaffeineMissStore()).build();
    cache.refresh().join();
    return cache;
  }

  @Bean(defaultCandidate = false)
  CacheManager midnightCacheManager(SnapshotCache<String, Integer> cities) {
    return new MidnightCacheManager(registry((ManagedCache) cities), Duration.ofSeconds(10));
  }

  static CacheRegistry registry(ManagedCache cache) {
    return new CacheRegistry() {
      @Override
      public List<ManagedCache> caches() {
        return List.of(cache);
      }

      @Override
      public @Nullable ManagedCache find(String name) {
        return cache.name().equals(name) ? cache : null;
      }
    };
  }
}
