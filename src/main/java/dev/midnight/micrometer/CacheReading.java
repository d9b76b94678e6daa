package dev.midnight.micrometer;

import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.HeapOutlook;
import dev.midnight.spi.ManagedCache;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The status of one cache and its outlook on the heap, each taken at most once a second: a scrape
 * reads some twenty meters, and a status is worth more than one of them. Two threads that find it
 * old both take it anew, which costs a call and harms nothing. Thread-safe.
 */
final class CacheReading {

  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ManagedCache cache;
  private final Clock clock;
  private final long start;
  private volatile @Nullable Taken last;
  private volatile @Nullable TakenHeap lastHeap;

  CacheReading(ManagedCache cache, Clock clock) {
    this.cache = cache;
    this.clock = clock;
    this.start = clock.monotonicTime();
  }

  String name() {
    return cache.name();
  }

  CacheStatus status() {
    Taken taken = last;
    long now = clock.monotonicTime();
    if (taken == null || now - taken.at() >= KEPT_NANOS) {
      taken = new Taken(now, cache.status());
      last = taken;
    }
    return taken.status();
  }

  /** Null where nobody looks whether there is heap for the next load. */
  @Nullable HeapOutlook heap() {
    TakenHeap taken = lastHeap;
    long now = clock.monotonicTime();
    if (taken == null || now - taken.at() >= KEPT_NANOS) {
      taken = new TakenHeap(now, cache.heap());
      lastHeap = taken;
    }
    return taken.heap();
  }

  /** Has the next one who asks take it anew. */
  void forget() {
    last = null;
    lastHeap = null;
  }

  /** The age of the snapshot; before the first, the time since the meters began. */
  Duration age() {
    Duration age = status().age();
    return age == null ? Duration.ofNanos(clock.monotonicTime() - start) : age;
  }

  private record TakenHeap(long at, @Nullable HeapOutlook heap) {}

  private record Taken(long at, CacheStatus status) {}
}
