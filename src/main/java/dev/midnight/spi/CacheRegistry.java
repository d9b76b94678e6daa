package dev.midnight.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All caches of an application, in the order of their names. Thread-safe. */
public interface CacheRegistry {

  /** Every cache. */
  List<ManagedCache> caches();

  /** The cache of that name, or null. */
  @Nullable ManagedCache find(String name);
}
