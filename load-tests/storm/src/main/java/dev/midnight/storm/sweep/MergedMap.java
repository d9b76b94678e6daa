package dev.midnight.storm.sweep;

import dev.midnight.SnapshotCache;
import dev.midnight.engine.SnapshotCacheBuilder;
import org.jspecify.annotations.Nullable;

/** Midnight: reads from the snapshot, writes buffered, merged and published together. */
final class MergedMap implements SharedMap {

  private final SnapshotCache<Long, Long> cache;

  MergedMap() {
    cache =
        SnapshotCacheBuilder.<Long, Long>of("sweep", (out, context) -> out.put(-1L, 0L)).build();
    cache.refresh().join();
  }

  @Override
  public @Nullable Long get(Long key) {
    return cache.get(key);
  }

  @Override
  public void put(Long key, Long value) {
    var unused = cache.put(key, value);
  }

  @Override
  public void settle() {
    cache.put(-1L, 1L).join();
  }

  @Override
  public void close() {
    cache.close();
  }
}
