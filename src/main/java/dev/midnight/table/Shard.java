package dev.midnight.table;

import org.jspecify.annotations.Nullable;

/**
 * One immutable part of a table: a near-minimal perfect hash. Keys fall into buckets of about
 * three; each bucket has a one-byte pilot, found by trial when the shard was built, that sends its
 * keys to positions of their own. A lookup reads the pilot, which stays in a near cache, then one
 * pair: the value lies beside its key, and no branch depends on the data before the key itself.
 *
 * <p>Keys that no pilot can part (equal hash codes, hostile ones) follow the perfect positions in
 * the same array, in the order of {@link Overflow}.
 */
final class Shard {

  static final Shard EMPTY = new Shard(new Object[2], new byte[1], 1, 0, null);

  /** Pairs: the key at 2i, its value at 2i + 1, both null where the index is free. */
  final @Nullable Object[] slots;

  final byte[] pilots;

  /** The number of perfect positions; the indices from here on are the overflow. */
  final int positions;

  final int size;

  /** The mixed hashes of the overflow in ascending order, or null where there is none. */
  final long @Nullable [] overflow;

  Shard(
      @Nullable Object[] slots,
      byte[] pilots,
      int positions,
      int size,
      long @Nullable [] overflow) {
    this.slots = slots;
    this.pilots = pilots;
    this.positions = positions;
    this.size = size;
    this.overflow = overflow;
  }

  @Nullable Object get(long mixed, Object key) {
    int pilot = pilots[HashMixer.bucket(mixed, pilots.length)] & 0xFF;
    int at = HashMixer.position(mixed, pilot, positions) << 1;
    Object candidate = slots[at];
    if (candidate == key || key.equals(candidate)) {
      return slots[at + 1];
    }
    return overflow == null ? null : overflowValue(mixed, key);
  }

  private @Nullable Object overflowValue(long mixed, Object key) {
    int index = overflowIndex(mixed, key);
    return index < 0 ? null : valueAt(index);
  }

  /** The index of the key, or -1. */
  int find(long mixed, Object key) {
    int pilot = pilots[HashMixer.bucket(mixed, pilots.length)] & 0xFF;
    int index = HashMixer.position(mixed, pilot, positions);
    Object candidate = slots[index << 1];
    if (candidate == key || key.equals(candidate)) {
      return index;
    }
    return overflowIndex(mixed, key);
  }

  private int overflowIndex(long mixed, Object key) {
    long[] hashes = overflow;
    return hashes == null ? -1 : Overflow.find(hashes, slots, positions, mixed, key);
  }

  /** One more than the highest index; free ones included. */
  int capacity() {
    return slots.length >> 1;
  }

  @Nullable Object keyAt(int index) {
    return slots[index << 1];
  }

  @Nullable Object valueAt(int index) {
    return slots[(index << 1) + 1];
  }

  /** The value at an index that holds a key. */
  Object occupiedValueAt(int index) {
    Object value = slots[(index << 1) + 1];
    if (value == null) {
      throw new IllegalStateException("Index " + index + " of the shard is free.");
    }
    return value;
  }

  long bytes(HeapLayout layout) {
    if (this == EMPTY) {
      return 0;
    }
    long overflowBytes = overflow == null ? 0 : layout.array(long.class, overflow.length);
    return layout.object(3, 2 * Integer.BYTES)
        + layout.array(Object.class, slots.length)
        + layout.array(byte.class, pilots.length)
        + overflowBytes;
  }
}
