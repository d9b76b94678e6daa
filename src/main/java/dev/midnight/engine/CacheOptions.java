package dev.midnight.engine;

import dev.midnight.CronSchedule;
import dev.midnight.DeltaLoader;
import dev.midnight.DuplicatePolicy;
import dev.midnight.MisfirePolicy;
import dev.midnight.MissLoader;
import dev.midnight.OverflowPolicy;
import dev.midnight.OverrunPolicy;
import dev.midnight.PreflightPolicy;
import dev.midnight.ReusePolicy;
import dev.midnight.SnapshotListener;
import dev.midnight.SnapshotMerge;
import dev.midnight.SnapshotValidator;
import dev.midnight.refresh.Heap;
import dev.midnight.refresh.LoadPlaces;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.CacheObserver;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.ContextCarrier;
import dev.midnight.spi.LoadGuard;
import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.MissStore;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.WritePermits;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a builder was told so far, checked value by value; read once, by the cache that is built.
 */
final class CacheOptions<K, V> {

  final String name;
  @Nullable CronSchedule schedule;
  Duration jitter = Duration.ZERO;
  Duration deadline = Duration.ofMinutes(10);
  OverrunPolicy overrun = OverrunPolicy.QUEUE;
  MisfirePolicy misfire = MisfirePolicy.CATCH_UP_ONCE;
  List<String> dependencies = List.of();
  Function<String, @Nullable ManagedCache> lookup = name -> null;
  int parallelism = 2;
  long rowsPerSecond;
  DuplicatePolicy duplicates = DuplicatePolicy.FAIL;
  ReusePolicy reuse = ReusePolicy.AUTO;
  PreflightPolicy preflight = PreflightPolicy.REFUSE;
  Heap heap = Heap.JVM;
  LoadPlaces places = LoadPlaces.unlimited();
  ContextCarrier carrier = ContextCarrier.NONE;
  long minEntries = 1;
  double maxShrink = 0.5;
  double maxGrowth = Double.POSITIVE_INFINITY;
  double minOverlap;
  @Nullable Duration maxSourceAge;
  List<K> requiredKeys = List.of();
  @Nullable DeltaLoader<K, V> deltaLoader;
  @Nullable CronSchedule deltaSchedule;
  Duration deltaJitter = Duration.ZERO;
  int writeShards;
  int writeCapacity = 65_536;
  Duration drainInterval = Duration.ofMillis(5);
  OverflowPolicy overflow = OverflowPolicy.BLOCK;
  Duration blockTimeout = Duration.ofSeconds(1);
  RetryPolicy retry = RetryPolicy.NEVER;
  WritePermits writePermits = WritePermits.UNLIMITED;
  @Nullable MissLoader<K, V> missLoader;
  @Nullable MissStore missStore;
  long missMaximumSize = 10_000;
  Duration missExpireAfterWrite = Duration.ofMinutes(10);
  Duration missTimeout = Duration.ofSeconds(1);
  @Nullable SnapshotStore<K, V> store;
  int storeKeep = 3;
  @Nullable Duration maxStaleness;
  Duration drainTimeout = Duration.ofSeconds(10);
  @Nullable SnapshotMerge<K, V> merge;
  final List<SnapshotValidator<K, V>> validators = new ArrayList<>();
  final List<SnapshotListener<K, V>> listeners = new ArrayList<>();
  boolean recordsChanges;
  CacheEvents events = CacheEvents.NONE;
  final List<CacheObserver> observers = new ArrayList<>();
  LoadGuard guard = LoadGuard.NONE;
  Clock clock = Clock.systemUTC();
  CacheThreads threads = CacheThreads.PLATFORM;

  CacheOptions(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "A cache has a blank name: it could not be told from others, so it is not built."
              + " Give it a name.");
    }
    this.name = name;
  }

  Duration positive(String property, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw refused(property, value, "longer than 0");
    }
    return value;
  }

  Duration notNegative(String property, Duration value) {
    if (value.isNegative()) {
      throw refused(property, value, "0 or longer");
    }
    return value;
  }

  long atLeast(String property, long least, long value) {
    if (value < least) {
      throw refused(property, value, "at least " + least);
    }
    return value;
  }

  double share(String property, double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw refused(property, value, most == 1 ? "from 0 to 1" : "0 or more");
    }
    return value;
  }

  /** Checks what several settings say together. */
  void check() {
    if (deltaSchedule != null && deltaLoader == null) {
      throw new IllegalArgumentException(
          "Cache '%s': delta.cron is '%s' but it has no DeltaLoader, so that nothing could be asked what changed, and the cache is not built. Give it a DeltaLoader, or remove midnight.caches.%s.delta.cron."
              .formatted(name, deltaSchedule.expression(), name));
    }
    if (missLoader != null && missStore == null) {
      throw new IllegalArgumentException(
          "Cache '%s': it has a MissLoader but no MissStore, so that its results would be remembered without a bound, and the cache is not built. Give it a CaffeineMissStore, with com.github.ben-manes.caffeine:caffeine on the class path."
              .formatted(name));
    }
  }

  private IllegalArgumentException refused(String property, Object value, String rule) {
    return new IllegalArgumentException(
        "Cache '%s': %s is %s but must be %s, so the cache is not built. See midnight.caches.%s.%s."
            .formatted(name, property, value, rule, name, property));
  }
}
