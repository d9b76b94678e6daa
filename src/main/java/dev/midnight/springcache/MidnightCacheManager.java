package dev.midnight.springcache;

import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.RemembersMisses;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/**
 * Midnight's caches for {@code @Cacheable}, {@code @CachePut} and {@code @CacheEvict}. Thread-safe.
 *
 * <p>It knows the caches of the application and makes none: any other name is unknown to it.
 *
 * <p>Each call of {@link #getCache} returns a {@link MidnightCache} of its own, and Spring calls it
 * once for each operation of an annotated call: so that a put can be told to be the result of a
 * {@code @Cacheable} method, which that same object was asked for in vain, or a {@code @CachePut}.
 */
public final class MidnightCacheManager implements CacheManager {

  private final CacheRegistry registry;
  private final Duration visibilityTimeout;
  private final ConcurrentMap<String, ReplicaCache> known = new ConcurrentHashMap<>();

  /**
   * For the caches of that registry, which is asked when they are first used.
   *
   * @param visibilityTimeout how long {@code @CachePut} and {@code @CacheEvict} wait until readers
   *     can see what they did
   */
  public MidnightCacheManager(CacheRegistry registry, Duration visibilityTimeout) {
    this.registry = registry;
    this.visibilityTimeout = visibilityTimeout;
  }

  @Override
  public @Nullable Cache getCache(String name) {
    ReplicaCache cache = known.get(name);
    if (cache == null) {
      cache = find(name);
    }
    return cache == null ? null : new MidnightCache(cache);
  }

  private @Nullable ReplicaCache find(String name) {
    ReplicaCache cache = replica(registry.find(name));
    if (cache != null) {
      known.put(name, cache);
    }
    return cache;
  }

  @SuppressWarnings("unchecked") // the annotated methods answer for the types of keys and values
  private @Nullable ReplicaCache replica(@Nullable ManagedCache cache) {
    return cache instanceof RemembersMisses<?, ?> found
        ? new ReplicaCache((RemembersMisses<Object, Object>) found, visibilityTimeout)
        : null;
  }

  @Override
  public Collection<String> getCacheNames() {
    return registry.caches().stream()
        .filter(RemembersMisses.class::isInstance)
        .map(ManagedCache::name)
        .toList();
  }
}
