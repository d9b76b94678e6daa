package dev.midnight.table;

import org.jspecify.annotations.Nullable;

/**
 * The successor of a shard with few changes: it shares the pairs and redirects the buckets of the
 * changed keys to the overflow. A night that changes one row in a hundred touches nearly every
 * shard, and so retains a tenth of what copies of their pairs would.
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

  static boolean suits(Shard base, long changed) {
    int overflowing = base.overflow == null ? 0 : base.overflow.size();
    return (overflowing + changed) * POSITIONS_PER_PAIR <= base.positions();
  }

  /** Takes over the pairs of an overflow that were not removed. */
  void keep(Overflow overflow) {
    for (int i = 0; i < overflow.size(); i++) {
      Object key = overflow.keyAt(i);
      Object value = overflow.valueAt(i);
      if (key != null && value != null) {
        add(overflow.hashAt(i), key, value);
      }
    }
  }

  /** Replaces the pair at a position; a null value removes it. */
  void replace(int position, Object key, @Nullable Object value) {
    stale[position >> 6] |= 1L << position;
    long mixed = HashMixer.mix(key);
    redirect(mixed);
    if (value != null) {
      pairs.add(mixed, key, value);
    }
  }

  private void add(long mixed, Object key, Object value) {
    redirect(mixed);
    pairs.add(mixed, key, value);
  }

  private void redirect(long mixed) {
    pilots[HashMixer.bucket(mixed, pilots.length)] = (byte) Shard.REDIRECTED;
  }

  Shard shard(int size) {
    return base.redirected(pilots, Overflow.of(pairs, base.cells.kind), stale, size);
  }
}
