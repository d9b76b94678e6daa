package dev.midnight.storm.measure;

import org.HdrHistogram.Histogram;

/** Percentiles of latencies, in milliseconds. */
public record Latency(long count, double p50, double p99, double p999, double max) {

  /** No request was due. */
  public static final Latency NONE = new Latency(0, 0, 0, 0, 0);

  /** A histogram of nanoseconds with three significant digits, up to an hour. */
  public static Histogram histogram() {
    return new Histogram(3_600_000_000_000L, 3);
  }

  /** Reads a histogram of nanoseconds. */
  public static Latency of(Histogram nanos) {
    if (nanos.getTotalCount() == 0) {
      return NONE;
    }
    return new Latency(
        nanos.getTotalCount(),
        millis(nanos.getValueAtPercentile(50)),
        millis(nanos.getValueAtPercentile(99)),
        millis(nanos.getValueAtPercentile(99.9)),
        millis(nanos.getMaxValue()));
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
