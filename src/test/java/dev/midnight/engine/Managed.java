package dev.midnight.engine;

import dev.midnight.SnapshotCache;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.ManagedCache;
import dev.midnight.test.CommandedCache;

/** The operator's side of a cache under test. */
final class Managed {

  private Managed() {}

  static ManagedCache of(CommandedCache<?, ?> cache) {
    return of(cache.cache());
  }

  static ManagedCache of(SnapshotCache<?, ?> cache) {
    return (ManagedCache) cache;
  }

  static CacheStatus status(CommandedCache<?, ?> cache) {
    return of(cache).status();
  }
}
