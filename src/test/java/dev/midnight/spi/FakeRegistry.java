package dev.midnight.spi;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The caches that it was given; names match exactly. */
public record FakeRegistry(List<ManagedCache> caches) implements CacheRegistry {

  public FakeRegistry {
    caches = caches.stream().sorted(Comparator.comparing(ManagedCache::name)).toList();
  }

  public static FakeRegistry of(ManagedCache... caches) {
    return new FakeRegistry(Stream.of(caches).toList());
  }

  @Override
  public @Nullable ManagedCache find(String name) {
    return caches.stream().filter(cache -> cache.name().equals(name)).findFirst().orElse(null);
  }
}
