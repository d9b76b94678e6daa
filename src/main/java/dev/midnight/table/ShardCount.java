package dev.midnight.table;

/**
 * The rule for the number of shards: a power of two that gives each some hundred keys. Few enough
 * that their pilots and headers stay in a near cache, many enough that a write copies little. A
 * number once chosen is kept as long as it is tolerable, because another one shares no shard.
 */
final class ShardCount {

  private static final int FEWEST_KEYS = 128;
  private static final int IDEAL_KEYS = 256;
  private static final int MOST_KEYS = 1024;

  private ShardCount() {}

  static int of(long keys) {
    long shards = Math.max(1, Long.highestOneBit(Math.max(1, keys / IDEAL_KEYS)));
    return (int) Math.min(shards, 1 << 22);
  }

  /** The present number where it is tolerable for that many keys, or the best. */
  static int of(long keys, int present) {
    boolean tooMany = present > 1 && keys / present < FEWEST_KEYS;
    boolean tooFew = keys / present > MOST_KEYS;
    return tooMany || tooFew ? of(keys) : present;
  }
}
