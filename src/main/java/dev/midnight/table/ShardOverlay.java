package dev.midnight.table;

import org.jspecify.annotations.Nullable;

/**
 * The successor of a shard in which few keys came or went: it shares the pairs and redirects the
 * buckets of those keys to the overflow.
 */
final class ShardOverlay {

  /** An overlay is kept up to one pair in that many positions; a lookup there costs more. */
  private static final int POSITIONS_PER_PAIR = 16;

  private final Shard base;
  private final byte[] pilots;
  private final long[] stale;
  private final Rows pairs;

  ShardOverlay(Shard base, Rows inserts) {
    this.base = base;
    this.pilots = base.pilots.clone();
    this.stale = base.stale == null ? new long[(base.positions() + 63) >> 6] : base.stale.clone();
    this.pairs = new Rows(16);
    for (int i = 0; i < inserts.count; i++) {
      add(inserts.hashes[i], inserts.key(i), inserts.value(i));
    }
  }

  /** Whether a shard may have so many more pairs laid over its own than it has. */
  static boolean suits(Shard base, long more) {
    long overlaid = base.overlaid() + more;
    return overlaid * POSITIONS_PER_PAIR <= base.positions() && overlaid <= ReplacedValues.MOST;
  }

  /** Takes over the pairs of an overflow that were not removed. */
  void keep(Overflow overflow) {
    for (int i = 0; i < overflow.size(); i++) {
      Object key = overflow.keyAt(i);
      Object value = overflow.valueAt(i);
      if (key != null && value != null) {
        add(overflow.mixedAt(i), key, value);
      }
    }
  }

  /** Removes the pair at a position. */
  void remove(int position, Object key) {
    stale[position >> 6] |= 1L << position;
    redirect(HashMixer.mix(key));
  }

  private void add(long mixed, Object key, Object value) {
    redirect(mixed);
    pairs.add(mixed, key, value);
  }

  private void redirect(long mixed) {
    pilots[HashMixer.bucket(mixed, pilots.length)] = (byte) Shard.REDIRECTED;
  }

  Shard shard(@Nullable ReplacedValues values, int size) {
    return base.redirected(pilots, Overflow.of(pairs, base.cells.kind), stale, values, size);
  }
}
