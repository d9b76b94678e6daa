package dev.midnight.engine;

import dev.midnight.CronSchedule;
import dev.midnight.DeltaLoader;
import dev.midnight.DuplicatePolicy;
import dev.midnight.MisfirePolicy;
import dev.midnight.MissLoader;
import dev.midnight.OverflowPolicy;
import dev.midnight.OverrunPolicy;
import dev.midnight.PartitionedLoader;
import dev.midnight.PreflightPolicy;
import dev.midnight.ReusePolicy;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotListener;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotMerge;
import dev.midnight.SnapshotValidator;
import dev.midnight.ValueLoader;
import dev.midnight.refresh.Heap;
import dev.midnight.refresh.LoadPlaces;
import dev.midnight.refresh.LoadSource;
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
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link SnapshotCache} without Spring. Each setter is named after its property under
 * {@code midnight.caches.<name>} and has the same default.
 *
 * <p>What it builds has no timer of its own: it loads on the first {@code refresh()}, and a
 * schedule only says how old a snapshot may grow. Not thread-safe; what it builds is.
 */
public final class SnapshotCacheBuilder<K, V> {

  private final LoadSource<K, V> source;
  private final CacheOptions<K, V> options;

  private SnapshotCacheBuilder(String name, LoadSource<K, V> source) {
    this.source = source;
    this.options = new CacheOptions<>(name);
  }

  /** A cache of what the loader reads. */
  public static <K, V> SnapshotCacheBuilder<K, V> of(String name, SnapshotLoader<K, V> loader) {
    return new SnapshotCacheBuilder<>(name, LoadSource.of(loader));
  }

  /** A cache of what the loader reads in parts, {@link #parallelism} of them at a time. */
  public static <K, V> SnapshotCacheBuilder<K, V> of(String name, PartitionedLoader<K, V> loader) {
    return new SnapshotCacheBuilder<>(name, LoadSource.of(loader));
  }

  /** A replica of one object. */
  public static <T> SnapshotValueBuilder<T> of(String name, ValueLoader<T> loader) {
    return new SnapshotValueBuilder<>(name, loader);
  }

  static <K, V> SnapshotCacheBuilder<K, V> ofSource(String name, LoadSource<K, V> source) {
    return new SnapshotCacheBuilder<>(name, source);
  }

  /** When it is refreshed, for those who ask; none by default. */
  public SnapshotCacheBuilder<K, V> schedule(@Nullable CronSchedule schedule) {
    options.schedule = schedule;
    return this;
  }

  /** How long scheduled refreshes are put off, 0 by default. */
  public SnapshotCacheBuilder<K, V> jitter(Duration jitter) {
    options.jitter = options.notNegative("jitter", jitter);
    return this;
  }

  /**
   * When a refresh that failed, was rejected or found its source not ready is tried again, before
   * the next scheduled time; never by default, as what is built has no timer of its own.
   *
   * @param initialDelay before the first further try, doubled for each one after it; 0 for never
   */
  public SnapshotCacheBuilder<K, V> retry(Duration initialDelay, Duration maxDelay) {
    options.retry =
        new RetryPolicy(
            options.notNegative("retry.initial-delay", initialDelay),
            options.notNegative("retry.max-delay", maxDelay));
    return this;
  }

  /** How long a refresh may take before it is cancelled, 10 minutes by default. */
  public SnapshotCacheBuilder<K, V> deadline(Duration deadline) {
    options.deadline = options.positive("deadline", deadline);
    return this;
  }

  /** What a scheduled time that meets a running load does, {@code QUEUE} by default. */
  public SnapshotCacheBuilder<K, V> overrun(OverrunPolicy overrun) {
    options.overrun = overrun;
    return this;
  }

  /** What becomes of scheduled times missed in a pause, {@code CATCH_UP_ONCE} by default. */
  public SnapshotCacheBuilder<K, V> misfire(MisfirePolicy misfire) {
    options.misfire = misfire;
    return this;
  }

  /**
   * The caches that are refreshed before this one when their times coincide.
   *
   * @param lookup finds them when they are needed; null for a name that does not exist
   */
  public SnapshotCacheBuilder<K, V> dependsOn(
      Collection<String> names, Function<String, @Nullable ManagedCache> lookup) {
    options.dependencies = List.copyOf(names);
    options.lookup = lookup;
    return this;
  }

  /** How many parts are loaded at a time and how many threads build, 2 by default. */
  public SnapshotCacheBuilder<K, V> parallelism(int parallelism) {
    options.parallelism = (int) options.atLeast("load.parallelism", 1, parallelism);
    return this;
  }

  /** How many rows a loader may put in a second, unlimited (0) by default. */
  public SnapshotCacheBuilder<K, V> rowsPerSecond(long rows) {
    options.rowsPerSecond = options.atLeast("load.rows-per-second", 0, rows);
    return this;
  }

  /** What becomes of different rows of one key, {@code FAIL} by default. */
  public SnapshotCacheBuilder<K, V> duplicates(DuplicatePolicy duplicates) {
    options.duplicates = duplicates;
    return this;
  }

  /** When yesterday's value objects are kept, {@code AUTO} by default. */
  public SnapshotCacheBuilder<K, V> reuse(ReusePolicy reuse) {
    options.reuse = reuse;
    return this;
  }

  /** What a refresh does that would not fit on the heap, {@code REFUSE} by default. */
  public SnapshotCacheBuilder<K, V> preflight(PreflightPolicy preflight) {
    options.preflight = preflight;
    return this;
  }

  /** The places that its loads share with those of other caches, as many as it likes by default. */
  public SnapshotCacheBuilder<K, V> places(LoadPlaces places) {
    options.places = places;
    return this;
  }

  /** What carries the context of who asks for a refresh to its loader, nothing by default. */
  public SnapshotCacheBuilder<K, V> carrier(ContextCarrier carrier) {
    options.carrier = carrier;
    return this;
  }

  /** The least number of entries that may be published, 1 by default. */
  public SnapshotCacheBuilder<K, V> minEntries(long entries) {
    options.minEntries = options.atLeast("validate.min-entries", 0, entries);
    return this;
  }

  /** The share of the entries that may go away at once, 0 to 1, 0.5 by default. */
  public SnapshotCacheBuilder<K, V> maxShrink(double share) {
    options.maxShrink = options.share("validate.max-shrink", share, 1);
    return this;
  }

  /** The share of the entries that may come at once, 0 or more; unlimited by default. */
  public SnapshotCacheBuilder<K, V> maxGrowth(double share) {
    options.maxGrowth = options.share("validate.max-growth", share, Double.MAX_VALUE);
    return this;
  }

  /** The share of the current keys that must be loaded again, 0 to 1, 0 by default. */
  public SnapshotCacheBuilder<K, V> minOverlap(double share) {
    options.minOverlap = options.share("validate.min-overlap", share, 1);
    return this;
  }

  /** How old the data may be by what the loader says with {@code asOf}; any age by default. */
  public SnapshotCacheBuilder<K, V> maxSourceAge(@Nullable Duration age) {
    options.maxSourceAge = age == null ? null : options.positive("validate.max-source-age", age);
    return this;
  }

  /** The keys without which nothing is published, none by default. */
  public SnapshotCacheBuilder<K, V> requiredKeys(Collection<? extends K> keys) {
    options.requiredKeys = List.copyOf(keys);
    return this;
  }

  /** The number of write shards, rounded up to a power of two; by the processors by default (0). */
  public SnapshotCacheBuilder<K, V> writeShards(int shards) {
    options.writeShards = (int) options.atLeast("write.shards", 0, shards);
    return this;
  }

  /** How many distinct keys may wait for a drain, 65536 by default. */
  public SnapshotCacheBuilder<K, V> writeCapacity(int keys) {
    options.writeCapacity = (int) options.atLeast("write.capacity", 1, keys);
    return this;
  }

  /** How often buffered writes become visible, 5 ms by default. */
  public SnapshotCacheBuilder<K, V> drainInterval(Duration interval) {
    options.drainInterval = options.positive("write.drain-interval", interval);
    return this;
  }

  /** What a write that finds the buffer full does, {@code BLOCK} by default. */
  public SnapshotCacheBuilder<K, V> overflow(OverflowPolicy overflow) {
    options.overflow = overflow;
    return this;
  }

  /** How long a write waits for room, 1 s by default. */
  public SnapshotCacheBuilder<K, V> blockTimeout(Duration timeout) {
    options.blockTimeout = options.notNegative("write.block-timeout", timeout);
    return this;
  }

  /** How fast the cache may be written, without a limit by default. */
  public SnapshotCacheBuilder<K, V> writePermits(WritePermits permits) {
    options.writePermits = permits;
    return this;
  }

  /** Asks for keys that the snapshot does not hold, none by default; needs a store. */
  public SnapshotCacheBuilder<K, V> missLoader(@Nullable MissLoader<K, V> loader) {
    options.missLoader = loader;
    return this;
  }

  /** Where it is remembered what the snapshot does not hold, nowhere by default. */
  public SnapshotCacheBuilder<K, V> missStore(@Nullable MissStore store) {
    options.missStore = store;
    return this;
  }

  /** How many keys are remembered that the snapshot does not hold, 10000 by default. */
  public SnapshotCacheBuilder<K, V> missMaximumSize(long keys) {
    options.missMaximumSize = options.atLeast("miss.maximum-size", 1, keys);
    return this;
  }

  /** How long they are remembered within one generation, 10 minutes by default. */
  public SnapshotCacheBuilder<K, V> missExpireAfterWrite(Duration time) {
    options.missExpireAfterWrite = options.positive("miss.expire-after-write", time);
    return this;
  }

  /** How long a reader waits for the loader, 1 s by default. */
  public SnapshotCacheBuilder<K, V> missTimeout(Duration timeout) {
    options.missTimeout = options.positive("miss.timeout", timeout);
    return this;
  }

  /** Keeps generations, pin, pause and history across restarts; closed with the cache. */
  public SnapshotCacheBuilder<K, V> store(@Nullable SnapshotStore<K, V> store) {
    options.store = store;
    return this;
  }

  /** How many published generations stay stored, 3 by default. */
  public SnapshotCacheBuilder<K, V> storeKeep(int generations) {
    options.storeKeep = (int) options.atLeast("store.keep", 1, generations);
    return this;
  }

  /**
   * What reads the changes since the last time, beside the loader of the whole data set; none by
   * default. Taken by {@link ManagedCache#deltas()}.
   */
  public SnapshotCacheBuilder<K, V> deltaLoader(@Nullable DeltaLoader<K, V> loader) {
    options.deltaLoader = loader;
    return this;
  }

  /** When deltas are taken, {@code delta.cron}, for those who ask; none by default. */
  public SnapshotCacheBuilder<K, V> deltaSchedule(@Nullable CronSchedule schedule) {
    options.deltaSchedule = schedule;
    return this;
  }

  /** How long scheduled deltas are put off, 0 by default. */
  public SnapshotCacheBuilder<K, V> deltaJitter(Duration jitter) {
    options.deltaJitter = options.notNegative("jitter", jitter);
    return this;
  }

  /** The age from which a snapshot is stale; the schedule's longest gap plus 2 h by default. */
  public SnapshotCacheBuilder<K, V> maxStaleness(@Nullable Duration age) {
    options.maxStaleness = age == null ? null : options.positive("max-staleness", age);
    return this;
  }

  /** How long {@code close()} waits for a running refresh and pending writes, 10 s by default. */
  public SnapshotCacheBuilder<K, V> drainTimeout(Duration timeout) {
    options.drainTimeout = options.notNegative("drain-timeout", timeout);
    return this;
  }

  /** Decides between loaded and written rows; the written one wins by default. */
  public SnapshotCacheBuilder<K, V> merge(@Nullable SnapshotMerge<K, V> merge) {
    options.merge = merge;
    return this;
  }

  /** Adds a judge of each candidate, asked after the built-in gates. */
  public SnapshotCacheBuilder<K, V> validator(SnapshotValidator<K, V> validator) {
    options.validators.add(validator);
    return this;
  }

  /** Adds a listener. */
  public SnapshotCacheBuilder<K, V> listener(SnapshotListener<K, V> listener) {
    options.listeners.add(listener);
    return this;
  }

  /**
   * Whether it is recorded which keys each publish changes, for {@link ManagedCache#story}; not by
   * default, as by {@code management.endpoint.midnight.show-values}.
   */
  public SnapshotCacheBuilder<K, V> recordsChanges(boolean recorded) {
    options.recordsChanges = recorded;
    return this;
  }

  /** Where events go, nowhere by default. */
  public SnapshotCacheBuilder<K, V> events(CacheEvents events) {
    options.events = events;
    return this;
  }

  /** One more that stands around its cycles and drains. */
  public SnapshotCacheBuilder<K, V> observer(CacheObserver observer) {
    options.observers.add(observer);
    return this;
  }

  /** What stands around each load attempt, nothing by default. */
  public SnapshotCacheBuilder<K, V> guard(LoadGuard guard) {
    options.guard = guard;
    return this;
  }

  /** What time it is, the system's clock by default. */
  public SnapshotCacheBuilder<K, V> clock(Clock clock) {
    options.clock = clock;
    return this;
  }

  /** Another heap than the running JVM's, for tests. */
  SnapshotCacheBuilder<K, V> heap(Heap heap) {
    options.heap = heap;
    return this;
  }

  /** Where threads come from, platform daemon threads by default. */
  public SnapshotCacheBuilder<K, V> threads(CacheThreads threads) {
    options.threads = threads;
    return this;
  }

  /** The cache, not loaded yet; it also is a {@link ManagedCache}. */
  public SnapshotCache<K, V> build() {
    return buildEngine();
  }

  CacheEngine<K, V> buildEngine() {
    return CacheEngine.of(source, options);
  }
}
