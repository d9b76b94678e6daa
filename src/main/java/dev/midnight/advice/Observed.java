package dev.midnight.advice;

import dev.midnight.spi.ContentionStatus;
import dev.midnight.spi.WriteStatus;
import java.time.Duration;

/**
 * What was measured on one cache since its start. Its settings are read at the start, so that all
 * of it was measured under them.
 *
 * @param over the time since the start
 * @param reads of single keys through the cache; those of snapshots that were handed out are not
 *     counted by anybody
 * @param entries of the current snapshot
 * @param bytes of its table, keys and values aside
 */
public record Observed(
    Duration over,
    long reads,
    WriteStatus writes,
    ContentionStatus contention,
    long entries,
    long bytes,
    Buffer buffer,
    Effort effort) {

  /**
   * The buffer of writes, as it is set.
   *
   * @param interval the shortest time between two drains
   * @param fullest the most places that a drain found taken
   */
  public record Buffer(int shards, Duration interval, long fullest) {}

  /**
   * What drains cost in all.
   *
   * @param used time of a processor
   * @param copied bytes of the table, keys and values aside
   */
  public record Effort(Duration used, long copied) {}

  private static final double NANOS = 1e9;

  long operations() {
    return reads + writes.accepted();
  }

  double writeShare() {
    return Figures.ratio(writes.accepted(), operations());
  }

  double writesPerSecond() {
    return Figures.ratio((double) writes.accepted(), seconds(over));
  }

  /** The locality of keys: the share of writes that met an earlier one of theirs in the buffer. */
  double mergedShare() {
    return Figures.ratio(writes.merged(), writes.accepted());
  }

  long keysPerDrain() {
    return Math.round(Figures.ratio(writes.accepted() - writes.merged(), writes.drains()));
  }

  long bytesPerDrain() {
    return Math.round(Figures.ratio(effort.copied(), writes.drains()));
  }

  long acquisitions() {
    return contention.free() + contention.contended();
  }

  double contendedShare() {
    return Figures.ratio(contention.contended(), acquisitions());
  }

  double fill() {
    return Figures.ratio(buffer.fullest(), writes.capacity());
  }

  /** The share of one processor that drains took. */
  double drainLoad() {
    return Figures.ratio(seconds(effort.used()), seconds(over));
  }

  static double seconds(Duration duration) {
    return (double) duration.toNanos() / NANOS;
  }
}
