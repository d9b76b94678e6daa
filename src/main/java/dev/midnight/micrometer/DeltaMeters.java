package dev.midnight.micrometer;

import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.spi.DeltaReport;
import dev.midnight.spi.ManagedDeltas;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Times the deltas of one cache and counts what they miss. Thread-safe. */
record DeltaMeters(PerValue<Outcome, Timer> deltas, PerValue<Phase, Timer> phases, Counter drift) {

  static DeltaMeters register(String cache, MeterRegistry registry) {
    return new DeltaMeters(
        new PerValue<>(
            Outcome.class,
            outcome ->
                Timer.builder("midnight.delta")
                    .description("Deltas, those that did not begin included")
                    .tags("cache", cache, "outcome", outcome.name())
                    .register(registry)),
        new PerValue<>(
            Phase.class,
            phase ->
                Timer.builder("midnight.delta.phase")
                    .description("Phases of deltas")
                    .tags("cache", cache, "phase", phase.name())
                    .register(registry)),
        Counter.builder("midnight.delta.drift")
            .description("Entries that a refresh corrected and no delta had told of")
            .tag("cache", cache)
            .register(registry));
  }

  /** Those that are read from the status. The caller's cache holds what is measured. */
  static void registerStatus(String cache, ManagedDeltas deltas, MeterRegistry registry) {
    Readings<ManagedDeltas> gauges = new Readings<>(registry, cache, deltas);
    gauges.gauge(
        "midnight.delta.consecutive.failures",
        null,
        "Deltas that failed since the last good one",
        from -> from.status().consecutiveFailures());
    gauges.gauge(
        "midnight.delta.timer.silent",
        null,
        "1 while the last scheduled time was one of which the timer never told",
        from -> from.status().timerSilent() ? 1 : 0);
    gauges.gauge(
        "midnight.delta.stuck",
        null,
        "Cancelled deltas whose threads have not ended",
        from -> from.status().stuckLoads().size());
  }

  void finished(DeltaReport report) {
    deltas.of(report.outcome()).record(report.duration());
    report.phases().forEach((phase, took) -> phases.of(phase).record(took));
  }

  void drifted(long entries) {
    drift.increment((double) entries);
  }
}
