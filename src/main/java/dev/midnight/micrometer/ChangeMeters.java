package dev.midnight.micrometer;

import dev.midnight.Changes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what every publish of a cache changed, those of online writes included. */
record ChangeMeters(Counter added, Counter updated, Counter removed) {

  static ChangeMeters register(String cache, MeterRegistry registry) {
    return new ChangeMeters(
        counter(cache, "added", registry),
        counter(cache, "updated", registry),
        counter(cache, "removed", registry));
  }

  private static Counter counter(String cache, String kind, MeterRegistry registry) {
    return Counter.builder("midnight.snapshot.changes")
        .description("Entries that differ from the snapshot before")
        .tag("cache", cache)
        .tag("kind", kind)
        .register(registry);
  }

  void count(Changes changes) {
    added.increment((double) changes.added());
    updated.increment((double) changes.updated());
    removed.increment((double) changes.removed());
  }
}
