package dev.midnight.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The meters that Micrometer has for every cache, so that dashboards made for others show these
 * too: {@code cache.gets}, {@code cache.puts} and {@code cache.size}. Nothing is evicted, so there
 * is no {@code cache.evictions}.
 */
final class CacheGets extends CacheMeterBinder<CacheReading> {

  private static final List<String> NAMES = List.of("cache.gets", "cache.puts", "cache.size");

  /** Registers them in place of those of an earlier application, whose cache is gone. */
  static void register(CacheReading reading, MeterRegistry registry) {
    for (String name : NAMES) {
      registry
          .find(name)
          .tags("cache", reading.name(), "cache.manager", "midnight")
          .meters()
          .forEach(registry::remove);
    }
    new CacheGets(reading).bindTo(registry);
    reading.forget(); // binding has asked, and the first scrape may come within the same second
  }

  private CacheGets(CacheReading reading) {
    super(reading, reading.name(), Tags.of("cache.manager", "midnight", "name", reading.name()));
  }

  @Override
  protected @Nullable Long size() {
    CacheReading reading = getCache();
    return reading == null ? null : reading.status().size();
  }

  @Override
  protected long hitCount() {
    CacheReading reading = getCache();
    return reading == null ? 0 : reading.status().reads().hits();
  }

  @Override
  protected @Nullable Long missCount() {
    CacheReading reading = getCache();
    return reading == null ? null : reading.status().reads().misses();
  }

  @Override
  protected @Nullable Long evictionCount() {
    return null;
  }

  @Override
  protected long putCount() {
    CacheReading reading = getCache();
    return reading == null ? 0 : reading.status().writes().accepted();
  }

  @Override
  protected void bindImplementationSpecificMetrics(MeterRegistry registry) {}
}
