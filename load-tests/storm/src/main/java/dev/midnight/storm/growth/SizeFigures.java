package dev.midnight.storm.growth;

/**
 * What a cache of one size costs.
 *
 * @param lookupNanos of a key that is there, drawn evenly, as an equal object
 * @param buildMillis of the first refresh, loading included
 * @param publishMicros the longest publish phase of the refreshes
 * @param retainedBytes of the cache with its keys and values
 * @param tableBytes of the table alone
 */
public record SizeFigures(
    int entries,
    double lookupNanos,
    double buildMillis,
    double publishMicros,
    double retainedBytes,
    double tableBytes,
    Refreshed unchanged,
    Refreshed onePercent,
    Refreshed tenPercent,
    Refreshed all) {

  /** A refresh of a given share of changes: its time, and what it allocated. */
  public record Refreshed(double millis, double allocatedBytes) {}
}
