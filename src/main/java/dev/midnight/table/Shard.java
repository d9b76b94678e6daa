package dev.midnight.table;

import org.jspecify.annotations.Nullable;

/**
 * One immutable part of a table: a near-minimal perfect hash. Keys fall into buckets of about
 * three; each bucket has a one-byte pilot, found by trial when the shard was built, that sends its
 * keys to positions of their own. A lookup reads the pilot, then one pair: the value lies beside
 * its key.
 *
 * <p>The pilot {@link #REDIRECTED} sends a bucket to the {@link Overflow} first. It is used for
 * keys that no pilot can part (equal hash codes, hostile ones), and for few changes: the successor
 * of a shard shares its pairs, thousands of bytes, and copies the pilots alone, some hundred. The
 * pairs that hold no longer are marked stale there, until so many changes come together that the
 * shard is built anew.
 */
final class Shard {

  static final int REDIRECTED = 255;

  /** Pairs: the key at 2i, its value at 2i + 1, both null where the position is free. */
  final @Nullable Object[] slots;

  final byte[] pilots;

  /** The pairs that are not at a position; their indices follow the positions. */
  final @Nullable Overflow overflow;

  /** The pilots by which the pairs were placed, where some are redirected since. */
  final byte @Nullable [] placing;

  /** One bit for each position whose pair holds no longer. */
  final long @Nullable [] stale;

  final int size;

  private Shard(
      @Nullable Object[] slots,
      byte[] pilots,
      @Nullable Overflow overflow,
      byte @Nullable [] placing,
      long @Nullable [] stale,
      int size) {
    this.slots = slots;
    this.pilots = pilots;
    this.overflow = overflow;
    this.placing = placing;
    this.stale = stale;
    this.size = size;
  }

  static Shard built(
      @Nullable Object[] slots, byte[] pilots, @Nullable Overflow overflow, int size) {
    return new Shard(slots, pilots, overflow, null, null, size);
  }

  static Shard empty(int buckets) {
    return built(new Object[2], new byte[buckets], null, 0);
  }

  /** This shard with other pairs in the same places. */
  Shard with(@Nullable Object[] otherSlots, @Nullable Overflow otherOverflow, int otherSize) {
    return new Shard(otherSlots, pilots, otherOverflow, placing, stale, otherSize);
  }

  /** This shard with other pilots and overflow over the same pairs. */
  Shard redirected(byte[] otherPilots, Overflow otherOverflow, long[] nowStale, int otherSize) {
    byte[] placedBy = placing == null ? pilots : placing;
    return new Shard(slots, otherPilots, otherOverflow, placedBy, nowStale, otherSize);
  }

  /** The index of the key, or -1. */
  int find(long mixed, Object key) {
    int bucket = HashMixer.bucket(mixed, pilots.length);
    int pilot = pilots[bucket] & 0xFF;
    return pilot == REDIRECTED ? findRedirected(bucket, mixed, key) : findPlaced(pilot, mixed, key);
  }

  private int findPlaced(int pilot, long mixed, Object key) {
    int index = HashMixer.position(mixed, pilot, positions());
    Object candidate = slots[index << 1];
    return candidate == key || key.equals(candidate) ? index : -1;
  }

  private int findRedirected(int bucket, long mixed, Object key) {
    int overflowing = overflow == null ? -1 : overflow.find(mixed, key);
    if (overflowing >= 0) {
      return positions() + overflowing;
    }
    int pilot = placing == null ? REDIRECTED : placing[bucket] & 0xFF;
    int index = pilot == REDIRECTED ? -1 : findPlaced(pilot, mixed, key);
    return index >= 0 && isStale(index) ? -1 : index;
  }

  boolean isStale(int position) {
    return stale != null && (stale[position >> 6] & (1L << position)) != 0;
  }

  int positions() {
    return slots.length >> 1;
  }

  /** One more than the highest index; free ones included. */
  int capacity() {
    return overflow == null ? positions() : positions() + overflow.size();
  }

  @Nullable Object keyAt(int index) {
    if (overflow != null && index >= positions()) {
      return overflow.keyAt(index - positions());
    }
    return isStale(index) ? null : slots[index << 1];
  }

  @Nullable Object valueAt(int index) {
    if (overflow != null && index >= positions()) {
      return overflow.valueAt(index - positions());
    }
    return isStale(index) ? null : slots[(index << 1) + 1];
  }

  /** The value at an index that holds a key. */
  Object occupiedValueAt(int index) {
    Object value = valueAt(index);
    if (value == null) {
      throw new IllegalStateException("Index " + index + " of the shard is free.");
    }
    return value;
  }

  long bytes(HeapLayout layout) {
    return layout.object(5, Integer.BYTES)
        + layout.array(Object.class, slots.length)
        + layout.array(byte.class, pilots.length)
        + (overflow == null ? 0 : overflow.bytes(layout))
        + (placing == null ? 0 : layout.array(byte.class, placing.length))
        + (stale == null ? 0 : layout.array(long.class, stale.length));
  }
}
