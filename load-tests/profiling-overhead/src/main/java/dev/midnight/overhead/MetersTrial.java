package dev.midnight.overhead;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.engine.SnapshotCacheBuilder;
import dev.midnight.micrometer.MidnightMeters;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.ManagedCache;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;

/** One thread that writes 1,000 hot keys of a cache without meters, and of one with them. */
final class MetersTrial implements Overhead.Trial {

  private static final int HOT = 1000;
  private static final long WINDOW_NANOS = 1_000_000_000;

  private final MidnightMeters meters = new MidnightMeters(NoCaches::new);
  private final SnapshotCache<Integer, Integer> plain = cache(CacheEvents.NONE);
  private final SnapshotCache<Integer, Integer> metered = cache(meters);

  MetersTrial() {
    meters.bindTo(new SimpleMeterRegistry());
  }

  private static SnapshotCache<Integer, Integer> cache(CacheEvents events) {
    SnapshotLoader<Integer, Integer> loader =
        (out, context) -> {
          for (int key = 0; key < HOT; key++) {
            out.put(key, key);
          }
        };
    SnapshotCache<Integer, Integer> cache =
        SnapshotCacheBuilder.of("numbers", loader).events(events).build();
    cache.refresh().join();
    return cache;
  }

  @Override
  public double measure(boolean watched) {
    SnapshotCache<Integer, Integer> cache = watched ? metered : plain;
    long start = System.nanoTime();
    long end = start + WINDOW_NANOS;
    long writes = 0;
    while (System.nanoTime() < end) {
      for (int i = 0; i < 100; i++) {
        cache.put((int) (writes++ % HOT), i);
      }
    }
    return writes * 1e9 / (System.nanoTime() - start);
  }

  @Override
  public void close() {
    plain.close();
    metered.close();
  }

  /** The meters of a cache begin with its first event. */
  private record NoCaches() implements CacheRegistry {

    @Override
    public List<ManagedCache> caches() {
      return List.of();
    }

    @Override
    public ManagedCache find(String name) {
      return null;
    }
  }
}
