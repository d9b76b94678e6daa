package dev.midnight.benchmarks;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How much time a run may take: minutes for a first look, tens of them for figures to be quoted. */
enum Mode {
  QUICK(1, 2, 4, 150),
  WARM(1, 5, 4, 1000),
  FULL(3, 5, 5, 1000);

  private final int forks;
  private final int warmups;
  private final int measurements;
  private final int millis;

  Mode(int forks, int warmups, int measurements, int millis) {
    this.forks = forks;
    this.warmups = warmups;
    this.measurements = measurements;
    this.millis = millis;
  }

  ChainedOptionsBuilder applyTo(ChainedOptionsBuilder options) {
    return options
        .forks(forks)
        .warmupIterations(warmups)
        .warmupTime(TimeValue.milliseconds(millis))
        .measurementIterations(measurements)
        .measurementTime(TimeValue.milliseconds(millis));
  }

  /** For benchmarks whose own threads take seconds to settle. */
  Mode warm() {
    return this == QUICK ? WARM : this;
  }

  /** The one that fits the mode. */
  <T> T choose(T quick, T full) {
    return this == QUICK ? quick : full;
  }
}
