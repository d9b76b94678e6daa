package dev.midnight.write;

import dev.midnight.OverflowPolicy;
import dev.midnight.spi.WritePermits;
import java.time.Duration;

/**
 * What a write path is told once.
 *
 * @param shards a power of two; see {@link #autoShards}
 * @param capacity distinct keys that may wait to become visible, 1 to 2<sup>30</sup>
 * @param drainInterval the shortest time between the beginnings of two drains
 * @param blockTimeout how long a writer waits for room, under {@link OverflowPolicy#BLOCK}
 * @param permits asked before a write is accepted, without any lock
 */
public record WriteSettings(
    String cache,
    int shards,
    int capacity,
    Duration drainInterval,
    OverflowPolicy overflow,
    Duration blockTimeout,
    WritePermits permits) {

  private static final int MOST_SHARDS = 1 << 12;
  private static final int MOST_KEYS = 1 << 30;

  /** Of writes that nobody limits. */
  public WriteSettings(
      String cache,
      int shards,
      int capacity,
      Duration drainInterval,
      OverflowPolicy overflow,
      Duration blockTimeout) {
    this(cache, shards, capacity, drainInterval, overflow, blockTimeout, WritePermits.UNLIMITED);
  }

  public WriteSettings {
    require(Integer.bitCount(shards) == 1, cache, "shards", shards, "is no power of two");
    require(shards <= MOST_SHARDS, cache, "shards", shards, "is above " + MOST_SHARDS);
    require(capacity >= 1, cache, "capacity", capacity, "is below 1");
    require(capacity <= MOST_KEYS, cache, "capacity", capacity, "is above " + MOST_KEYS);
    require(!drainInterval.isNegative(), cache, "drain-interval", drainInterval, "is negative");
    require(!blockTimeout.isNegative(), cache, "block-timeout", blockTimeout, "is negative");
  }

  /**
   * Shards for a machine: 32 for each processor, so that two running writers of uniform keys meet
   * in one of a hundred writes at most, though each holds a lock for half of its time.
   */
  public static int autoShards(int processors) {
    int wanted = Math.min(1024, 32 * Math.max(2, processors));
    return Integer.highestOneBit(wanted);
  }

  boolean limited() {
    return permits != WritePermits.UNLIMITED;
  }

  private static void require(
      boolean rule, String cache, String property, Object value, String broken) {
    if (!rule) {
      throw new IllegalArgumentException(
          "Cache '%s': write.%s %s %s, so that the cache cannot take writes. Correct midnight.caches.%s.write.%s."
              .formatted(cache, property, value, broken, cache, property));
    }
  }
}
