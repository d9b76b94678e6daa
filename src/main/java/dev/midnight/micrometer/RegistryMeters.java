package dev.midnight.micrometer;

import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.ManagedDeltas;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The meters of all caches in one registry. Thread-safe. */
final class RegistryMeters {

  private final MeterRegistry registry;
  private final Map<String, EventMeters> events = new ConcurrentHashMap<>();

  private final Map<String, DeltaMeters> deltas = new ConcurrentHashMap<>();

  /** Held here because the registry holds them weakly. */
  private final List<CacheReading> readings = new CopyOnWriteArrayList<>();

  RegistryMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void add(ManagedCache cache) {
    of(cache.name());
    ManagedDeltas taken = cache.deltas();
    if (taken != null) {
      deltasOf(cache.name());
      DeltaMeters.registerStatus(cache.name(), taken, registry);
    }
    CacheReading reading = new CacheReading(cache, registry.config().clock());
    readings.add(reading);
    new StatusMeters(registry, reading).register();
    CacheGets.register(reading, registry);
  }

  /** The meters of a cache's deltas; a cache without any has none. */
  DeltaMeters deltasOf(String cache) {
    return deltas.computeIfAbsent(cache, name -> DeltaMeters.register(name, registry));
  }

  /** The meters of a cache; those of one that was not added begin with its first event. */
  EventMeters of(String cache) {
    EventMeters known = events.get(cache);
    return known != null
        ? known
        : events.computeIfAbsent(cache, name -> EventMeters.register(name, registry));
  }
}
