package dev.midnight.micrometer;

import io.micrometer.core.instrument.MeterRegistry;

/** The meters of one cache that its events feed. */
record EventMeters(
    RefreshMeters refresh, ChangeMeters changes, WriteMeters writes, StoreMeters store) {

  static EventMeters register(String cache, MeterRegistry registry) {
    return new EventMeters(
        new RefreshMeters(cache, registry),
        ChangeMeters.register(cache, registry),
        WriteMeters.register(cache, registry),
        StoreMeters.register(cache, registry));
  }
}
