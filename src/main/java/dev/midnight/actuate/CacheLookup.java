package dev.midnight.actuate;

import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.ManagedCache;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds caches by names as people type them: case and dashes do not matter. */
final class CacheLookup {

  private final CacheRegistry registry;

  CacheLookup(CacheRegistry registry) {
    this.registry = registry;
  }

  List<ManagedCache> all() {
    return registry.caches();
  }

  List<String> names() {
    return all().stream().map(ManagedCache::name).toList();
  }

  @Nullable ManagedCache find(String name) {
    ManagedCache exact = registry.find(name);
    return exact != null ? exact : findAlike(bare(name));
  }

  private @Nullable ManagedCache findAlike(String bareName) {
    for (ManagedCache cache : all()) {
      if (bare(cache.name()).equals(bareName)) {
        return cache;
      }
    }
    return null;
  }

  private static String bare(String name) {
    return name.replace("-", "").toLowerCase(Locale.ROOT);
  }
}
