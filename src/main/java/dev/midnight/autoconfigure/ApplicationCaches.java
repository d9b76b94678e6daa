package dev.midnight.autoconfigure;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotValue;
import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.ManagedCache;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** All caches and values of one application context; creates those that nobody has asked for. */
final class ApplicationCaches implements CacheRegistry, SmartInitializingSingleton {

  private final ListableBeanFactory beans;

  /** Known once all singletons are there; a bean in the making would be left out before. */
  private volatile @Nullable List<ManagedCache> all;

  ApplicationCaches(ListableBeanFactory beans) {
    this.beans = beans;
  }

  @Override
  public void afterSingletonsInstantiated() {
    all = collect();
  }

  @Override
  public List<ManagedCache> caches() {
    List<ManagedCache> known = all;
    return known == null ? collect() : known;
  }

  private List<ManagedCache> collect() {
    List<Object> found = new ArrayList<>();
    found.addAll(beans.getBeansOfType(SnapshotCache.class, false, true).values());
    found.addAll(beans.getBeansOfType(SnapshotValue.class, false, true).values());
    return found.stream()
        .filter(ManagedCache.class::isInstance)
        .map(ManagedCache.class::cast)
        .sorted(Comparator.comparing(ManagedCache::name))
        .toList();
  }

  @Override
  public @Nullable ManagedCache find(String name) {
    return caches().stream().filter(cache -> cache.name().equals(name)).findFirst().orElse(null);
  }
}
