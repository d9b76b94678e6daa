package dev.midnight.table;

/**
 * The finaliser between {@code hashCode} and the table: a bijection of the 32 bits into 64 well
 * mixed ones. Numbered keys leave {@code hashCode} in long runs, and one multiplication was
 * measured not to break them up.
 *
 * <p>The bits are spent once each: 32 upwards choose the shard, the low 32 the bucket in it, and
 * all of them, combined with the bucket's pilot, the position.
 */
final class HashMixer {

  private static final long FIRST = 0x9E3779B97F4A7C15L;
  private static final long SECOND = 0xD6E8FEB86659FD93L;
  private static final long STRIDE = 0x9FB21C651E98DF25L;

  private HashMixer() {}

  static long mix(Object key) {
    return mix(key.hashCode());
  }

  static long mix(int hashCode) {
    long x = hashCode * FIRST;
    x = (x ^ (x >>> 32)) * SECOND;
    return x ^ (x >>> 32);
  }

  static int shard(long mixed, int shards) {
    return (int) (mixed >>> 32) & (shards - 1);
  }

  static int bucket(long mixed, int buckets) {
    return (int) (((mixed & 0xFFFFFFFFL) * buckets) >>> 32);
  }

  /** Pilots step through the positions by a stride of the key's own, which needs no pilot yet. */
  static int position(long mixed, int pilot, int positions) {
    return position(mixed + pilot * stride(mixed), positions);
  }

  static long stride(long mixed) {
    return mixed * STRIDE;
  }

  static int position(long stepped, int positions) {
    return (int) (((stepped >>> 32) * positions) >>> 32);
  }
}
