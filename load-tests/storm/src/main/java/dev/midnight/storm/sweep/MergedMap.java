package dev.midnight.storm.sweep;

import dev.midnight.RefreshContext;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotWriter;
import dev.midnight.engine.SnapshotCacheBuilder;
import org.jspecify.annotations.Nullable;

/** Midnight: reads from the snapshot, writes buffered, merged and published together. */
final class MergedMap implements SharedMap {

  private final SnapshotCache<Long, Long> cache;

  MergedMap() {
    cache = SnapshotCacheBuilder.of("sweep", MergedMap::load).build();
    cache.refresh().join();
  }

  /** All keys come from a load, as they do in an application: it is what shapes the table. */
  private static void load(SnapshotWriter<Long, Long> out, RefreshContext context) {
    out.put(-1L, 0L);
    for (long key = 0; key < SweepSettings.KEYS; key++) {
      out.put(key, key);
    }
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
