package dev.midnight.storm.writes;

/**
 * One run of writers.
 *
 * @param writes that became visible
 * @param seconds that it took
 * @param drains that made them visible
 * @param bytes that the drainer allocated: what it copied, and what it needed for that
 * @param cpuNanos of the drainer
 * @param free acquisitions of a shard's lock by a writer that found it free
 * @param contended acquisitions by a writer that waited
 */
record WriteFigures(
    long writes,
    double seconds,
    long drains,
    long bytes,
    long cpuNanos,
    long free,
    long contended) {

  double writesPerSecond() {
    return writes / seconds;
  }

  double bytesPerDrain() {
    return (double) bytes / Math.max(1, drains);
  }

  double nanosPerDrain() {
    return (double) cpuNanos / Math.max(1, drains);
  }

  double millisBetweenDrains() {
    return 1e3 * seconds / Math.max(1, drains);
  }

  /** Of one core. */
  double core() {
    return cpuNanos / 1e9 / seconds;
  }

  double waited() {
    return (double) contended / Math.max(1, free + contended);
  }
}
