package dev.midnight.engine;

import dev.midnight.DeltaLoader;
import dev.midnight.MisfirePolicy;
import dev.midnight.OverrunPolicy;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotValidator;
import dev.midnight.generations.Generations;
import dev.midnight.miss.MissPath;
import dev.midnight.miss.MissSettings;
import dev.midnight.publish.Publisher;
import dev.midnight.publish.PublisherSettings;
import dev.midnight.refresh.CycleSupport;
import dev.midnight.refresh.DeltaSource;
import dev.midnight.refresh.Deltas;
import dev.midnight.refresh.DriftCheck;
import dev.midnight.refresh.HeapPreflight;
import dev.midnight.refresh.LoadRules;
import dev.midnight.refresh.LoadSource;
import dev.midnight.refresh.OverlapGate;
import dev.midnight.refresh.RefreshCoordinator;
import dev.midnight.refresh.RefreshHistory;
import dev.midnight.refresh.Replica;
import dev.midnight.refresh.RequiredKeysGate;
import dev.midnight.refresh.SizeGate;
import dev.midnight.refresh.SourceAge;
import dev.midnight.refresh.StuckLoads;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.CacheObserver;
import dev.midnight.table.SameValue;
import dev.midnight.write.WritePath;
import dev.midnight.write.WriteSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rooms of one cache, joined from its options. */
record CacheParts<K, V>(
    Replica<K, V> replica,
    Generations<K, V> generations,
    WritePath<K, V> writes,
    MissPath<K, V> misses,
    ListenerNotices<K, V> notices,
    RefreshDesk desk,
    @Nullable DeltaFeed<K, V> deltas,
    CacheLimits limits) {

  static <K, V> CacheParts<K, V> of(LoadSource<K, V> source, CacheOptions<K, V> options) {
    CacheEvents events = new GuardedEvents(options.events);
    CacheObserver observer = new GuardedObserver(options.name, options.observers);
    ListenerNotices<K, V> notices =
        new ListenerNotices<>(options.name, options.listeners, options.threads);
    AtomicReference<@Nullable Publisher<K, V>> made = new AtomicReference<>();
    MissPath<K, V> misses = misses(options, () -> current(made.get()));
    Publisher<K, V> publisher = publisher(options, events, observer, notices, misses);
    made.set(publisher);
    CycleSupport support =
        new CycleSupport(
            options.clock,
            options.threads,
            new CycleNotices(events, notices),
            observer,
            options.guard,
            new RefreshHistory(),
            new StuckLoads(),
            options.places,
            new GuardedCarrier(options.name, options.carrier));
    Generations<K, V> generations =
        new Generations<>(options.name, publisher, support, options.store, options.storeKeep);
    DriftCheck<K, V> drift = new DriftCheck<>();
    Replica<K, V> replica =
        new Replica<>(
            options.name,
            source,
            publisher,
            rules(options),
            validators(options, generations::lastGoodRows),
            options.deltaLoader == null
                ? generations
                : new DriftKeeper<>(options.name, generations, drift),
            support);
    RefreshDesk desk = desk(options, replica, generations, events);
    return new CacheParts<>(
        replica,
        generations,
        new WritePath<>(writeSettings(options), publisher, options.threads, events, observer),
        misses,
        notices,
        desk,
        deltas(options, replica, drift, desk, generations),
        new CacheLimits(options.maxStaleness, options.drainTimeout));
  }

  private static <K, V> @Nullable DeltaFeed<K, V> deltas(
      CacheOptions<K, V> options,
      Replica<K, V> replica,
      DriftCheck<K, V> drift,
      RefreshDesk desk,
      Generations<K, V> generations) {
    DeltaLoader<K, V> loader = options.deltaLoader;
    if (loader == null) {
      return null;
    }
    List<SnapshotValidator<K, V>> validators =
        replica.validators().stream().filter(one -> !(one instanceof OverlapGate<K, V>)).toList();
    return new DeltaFeed<>(
        options.name,
        new DeltaTimes(
            new Timetable(
                options.name,
                options.deltaSchedule,
                options.deltaJitter,
                OverrunPolicy.SKIP,
                MisfirePolicy.CATCH_UP_ONCE)),
        new Deltas<>(
            replica,
            new DeltaSource<>(loader, validators, options.minOverlap),
            drift,
            desk.coordinator()::takeCycle),
        drift,
        options.clock,
        () -> desk.pause() != null,
        () -> generations.pin() != null);
  }

  private static <K, V> Publisher<K, V> publisher(
      CacheOptions<K, V> options,
      CacheEvents events,
      CacheObserver observer,
      ListenerNotices<K, V> notices,
      MissPath<K, V> misses) {
    return new Publisher<>(
        new PublisherSettings<>(
            options.name,
            options.clock,
            SameValue.of(options.reuse),
            options.merge,
            (previous, current, changes, byRefresh) -> {
              if (byRefresh) {
                misses.published(current.generation());
              } else if (options.deltaLoader != null) {
                changes.forEach((key, before, after) -> misses.drop(key));
              }
              observer.published(
                  options.name,
                  current.version(),
                  current.generation(),
                  byRefresh,
                  changes.counts());
              events.published(options.name, byRefresh, changes.counts());
              notices.published(previous, current, changes);
            },
            options.recordsChanges));
  }

  private static <K, V> MissPath<K, V> misses(
      CacheOptions<K, V> options, Supplier<? extends @Nullable Snapshot<K, V>> current) {
    options.check();
    return MissPath.of(
        new MissSettings(
            options.name,
            options.missMaximumSize,
            options.missExpireAfterWrite,
            options.missTimeout),
        options.missStore,
        options.missLoader,
        options.threads,
        current);
  }

  private static <K, V> @Nullable Snapshot<K, V> current(@Nullable Publisher<K, V> publisher) {
    return publisher == null ? null : publisher.current();
  }

  private static LoadRules rules(CacheOptions<?, ?> options) {
    return new LoadRules(
        SameValue.of(options.reuse),
        options.duplicates,
        options.parallelism,
        options.rowsPerSecond,
        options.deadline,
        new SourceAge(options.name, options.maxSourceAge),
        new HeapPreflight(options.name, options.preflight, options.heap));
  }

  private static <K, V> List<SnapshotValidator<K, V>> validators(
      CacheOptions<K, V> options, LongSupplier remembered) {
    List<SnapshotValidator<K, V>> all = new ArrayList<>();
    all.add(
        new SizeGate<>(
            options.name, remembered, options.minEntries, options.maxShrink, options.maxGrowth));
    if (!options.requiredKeys.isEmpty()) {
      all.add(new RequiredKeysGate<>(options.name, options.requiredKeys));
    }
    if (options.minOverlap > 0) {
      all.add(new OverlapGate<>(options.name, options.minOverlap));
    }
    all.addAll(options.validators);
    return all;
  }

  private static WriteSettings writeSettings(CacheOptions<?, ?> options) {
    return new WriteSettings(
        options.name,
        shards(options.writeShards),
        options.writeCapacity,
        options.drainInterval,
        options.overflow,
        options.blockTimeout,
        options.writePermits);
  }

  private static int shards(int wanted) {
    if (wanted == 0) {
      return WriteSettings.autoShards(Runtime.getRuntime().availableProcessors());
    }
    return wanted == 1 ? 1 : Integer.highestOneBit(wanted - 1) << 1;
  }

  private static RefreshDesk desk(
      CacheOptions<?, ?> options,
      Replica<?, ?> replica,
      Generations<?, ?> generations,
      CacheEvents events) {
    RefreshCoordinator coordinator = RefreshCoordinator.of(replica);
    coordinator.continueFrom(generations.lastCycle());
    RefreshDesk desk =
        new RefreshDesk(
            new Timetable(
                options.name, options.schedule, options.jitter, options.overrun, options.misfire),
            new Dependencies(options.dependencies, options.lookup),
            coordinator,
            () ->
                replica.publisher().current() != null
                    && replica.support().history().consecutiveFailures() == 0,
            options.clock,
            events,
            generations::paused,
            options.retry,
            options.threads);
    generations.whenPauseIsFound(desk::takeOver);
    desk.takeOver(generations.pause());
    return desk;
  }
}
