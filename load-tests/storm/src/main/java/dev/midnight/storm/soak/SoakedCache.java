package dev.midnight.storm.soak;

import dev.midnight.RefreshResult;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotCache;
import dev.midnight.engine.SnapshotCacheBuilder;
import dev.midnight.micrometer.MidnightMeters;
import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.ManagedCache;
import dev.midnight.storm.systems.Price;
import dev.midnight.storm.systems.PriceList;
import dev.midnight.storm.systems.PriceSystem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The cache under soak, over a source with faults, with all of its meters. */
final class SoakedCache implements PriceSystem, CacheRegistry {

  private static final Duration DEADLINE = Duration.ofSeconds(2);

  private final FaultySource faults;
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final MidnightMeters meters = new MidnightMeters(() -> this);
  private final SnapshotCache<String, Price> cache;
  private final AtomicLong version = new AtomicLong();
  private final LongAdder wentBack = new LongAdder();

  SoakedCache(PriceList source) {
    faults = new FaultySource(source);
    cache = SnapshotCacheBuilder.of("soak", faults::load).deadline(DEADLINE).events(meters).build();
    meters.bindTo(registry);
  }

  RefreshResult refresh() {
    return cache.refresh().join();
  }

  FaultySource faults() {
    return faults;
  }

  int meters() {
    return registry.getMeters().size();
  }

  /** Snapshots that a reader saw after a newer one. */
  long wentBack() {
    return wentBack.sum();
  }

  ManagedCache managed() {
    return (ManagedCache) cache;
  }

  int size() {
    return cache.snapshot().size();
  }

  @Override
  public List<ManagedCache> caches() {
    return List.of(managed());
  }

  @Override
  public @Nullable ManagedCache find(String name) {
    return name.equals(cache.name()) ? managed() : null;
  }

  @Override
  public void fill() {
    refresh();
  }

  @Override
  public void midnight() {
    refresh();
  }

  @Override
  public void read(String[] keys, long[] days) {
    long seen = version.get();
    Snapshot<String, Price> now = cache.snapshot();
    wentBack.add(now.version() < seen ? 1 : 0);
    version.accumulateAndGet(now.version(), Math::max);
    for (int i = 0; i < keys.length; i++) {
      Price price = now.get(keys[i]);
      days[i] = price == null ? MISSING : price.day();
    }
  }

  @Override
  public boolean write(Price price) {
    var unused = cache.put(price.sku(), price);
    return true;
  }

  @Override
  public void close() {
    cache.close();
    registry.close();
  }
}
