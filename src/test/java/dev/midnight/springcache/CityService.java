package dev.midnight.springcache;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;

/** Annotated methods over a table that a test changes. */
@CacheConfig(cacheNames = "cities", cacheManager = "midnightCacheManager")
class CityService {

  final Map<String, Integer> table = new ConcurrentHashMap<>();
  final AtomicInteger calls = new AtomicInteger();

  /** Runs in each look-up after the table was read. */
  volatile Runnable afterReading = () -> {};

  @Cacheable
  public @Nullable Integer find(String name) {
    return read(name);
  }

  @Cacheable(sync = true)
  public @Nullable Integer findOnce(String name) {
    return read(name);
  }

  @Cacheable
  public CompletableFuture<Integer> findLater(String name) {
    return CompletableFuture.completedFuture(read(name));
  }

  @Cacheable(sync = true)
  public CompletableFuture<Integer> findLaterOnce(String name) {
    return CompletableFuture.completedFuture(read(name));
  }

  private @Nullable Integer read(String name) {
    calls.incrementAndGet();
    Integer found = table.get(name);
    afterReading.run();
    return found;
  }

  @CachePut(key = "#name")
  public @Nullable Integer save(String name, @Nullable Integer inhabitants) {
    if (inhabitants == null) {
      table.remove(name);
    } else {
      table.put(name, inhabitants);
    }
    return inhabitants;
  }

  @CacheEvict(key = "#name")
  public void change(String name, int inhabitants) {
    table.put(name, inhabitants);
  }

  @CacheEvict(key = "#name", beforeInvocation = true)
  public void changeAfterwards(String name, int inhabitants) {
    table.put(name, inhabitants);
  }

  @CacheEvict(allEntries = true)
  public void changeAll(int inhabitants) {
    table.replaceAll((name, before) -> inhabitants);
  }

  @Cacheable(cacheNames = "others", cacheManager = "cacheManager")
  public int other(String name) {
    return calls.incrementAndGet();
  }
}
