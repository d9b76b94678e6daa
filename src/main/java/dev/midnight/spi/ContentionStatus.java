package dev.midnight.spi;

import java.time.Duration;

/**
 * How much writers waited for each other, counted since the start of the cache.
 *
 * @param free acquisitions of a shard's lock that found it free
 * @param contended acquisitions that waited
 * @param waited the sum of all waits
 * @param imbalance writes of the busiest shard divided by the mean of all, 1 at best; 0 before any
 */
public record ContentionStatus(long free, long contended, Duration waited, double imbalance) {

  /** Nobody waited for anybody. */
  public static final ContentionStatus NONE = new ContentionStatus(0, 0, Duration.ZERO, 0);
}
