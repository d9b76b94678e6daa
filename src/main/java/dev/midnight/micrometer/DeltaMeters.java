package dev.midnight.micrometer;

import dev.midnight.Outcome;
import dev.midnight.spi.DeltaReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Times the deltas of one cache and counts what they miss. Thread-safe. */
record DeltaMeters(PerValue<Outcome, Timer> deltas, Counter drift) {

  static DeltaMeters register(String cache, MeterRegistry registry) {
    return new DeltaMeters(
        new PerValue<>(
            Outcome.class,
            outcome ->
                Timer.builder("midnight.delta")
                    .description("Deltas, those that did not begin included")
                    .tags("cache", cache, "outcome", outcome.name())
                    .register(registry)),
        Counter.builder("midnight.delta.drift")
            .description("Entries that a refresh corrected and no delta had told of")
            .tag("cache", cache)
            .register(registry));
  }

  void finished(DeltaReport report) {
    deltas.of(report.outcome()).record(report.duration());
  }

  void drifted(long entries) {
    drift.increment((double) entries);
  }
}
