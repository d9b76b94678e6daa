package dev.midnight.benchmarks;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How much time a run may take: some minutes for a first look at some of the rows, a quarter of an
 * hour for all of them once, hours for all of them in several JVMs each.
 */
enum Mode {
  QUICK(1, 2, 4, 150),
  NORMAL(1, 3, 5, 500),
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
    return this == FULL ? this : WARM;
  }

  /** The one that fits the mode. */
  <T> T choose(T quick, T full) {
    return this == QUICK ? quick : full;
  }
}
