package dev.midnight.table;

/**
 * The number of shards of a table, a power of two, of buckets in each, and how keys are held. One
 * to two thousand keys to a shard are few enough that a write copies little (the pilots, a third of
 * a byte for each), and many enough that the lines of the arrays' headers, which each lookup reads,
 * stay in a near cache. The number of buckets is one for the whole table, so that a lookup need not
 * ask the shard for it, which would be one more cache line to wait for.
 *
 * <p>A geometry once chosen is kept as long as it is tolerable, because two tables share shards
 * only when they share it.
 */
record Geometry(int shards, int buckets, KeyKind kind) {

  private static final int IDEAL_KEYS_PER_SHARD = 1024;
  private static final int MOST_SHARDS = 1 << 22;
  private static final int IDEAL_KEYS_PER_BUCKET = 3;
  private static final int MOST_KEYS_PER_BUCKET = 5;

  /** Below this fraction of the ideal number of keys the buckets cost more than they serve. */
  private static final int SPARSE = 4;

  static Geometry of(long keys, KeyKind kind) {
    long wanted = Long.highestOneBit(Math.max(1, keys / IDEAL_KEYS_PER_SHARD));
    int shards = (int) Math.min(wanted, MOST_SHARDS);
    long buckets = keys / ((long) shards * IDEAL_KEYS_PER_BUCKET);
    return new Geometry(shards, (int) Math.max(1, buckets), kind);
  }

  /** This geometry where it is tolerable for that many keys, or the best. */
  Geometry fitTo(long keys) {
    return fitTo(keys, kind);
  }

  /** The same for keys of that kind. */
  Geometry fitTo(long keys, KeyKind wanted) {
    long all = (long) shards * buckets;
    boolean crowded = keys > all * MOST_KEYS_PER_BUCKET;
    boolean sparse = all > 1 && keys * SPARSE < all * IDEAL_KEYS_PER_BUCKET;
    return crowded || sparse ? of(keys, wanted) : new Geometry(shards, buckets, wanted);
  }
}
