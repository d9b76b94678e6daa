package dev.midnight.table;

import org.jspecify.annotations.Nullable;

/**
 * One immutable part of a table: a near-minimal perfect hash. Keys fall into buckets of about
 * three; each bucket has a one-byte pilot, found by trial when the shard was built, that sends its
 * keys to positions of their own. A lookup reads the pilot, which stays in a near cache, then one
 * pair: the value lies beside its key, and no branch depends on the data before the key itself.
 *
 * <p>Keys that no pilot can part (equal hash codes, hostile ones) lie in an {@link Overflow}, whose
 * indices follow the positions.
 */
final class Shard {

  /** Pairs: the key at 2i, its value at 2i + 1, both null where the position is free. */
  final @Nullable Object[] slots;

  final byte[] pilots;

  final @Nullable Overflow overflow;

  final int size;

  Shard(@Nullable Object[] slots, byte[] pilots, @Nullable Overflow overflow, int size) {
    this.slots = slots;
    this.pilots = pilots;
    this.overflow = overflow;
    this.size = size;
  }

  static Shard empty(int buckets) {
    return new Shard(new Object[2], new byte[buckets], null, 0);
  }

  @Nullable Object get(long mixed, Object key) {
    int index = find(mixed, key);
    return index < 0 ? null : valueAt(index);
  }

  /** The index of the key, or -1. */
  int find(long mixed, Object key) {
    int pilot = pilots[HashMixer.bucket(mixed, pilots.length)] & 0xFF;
    int index = HashMixer.position(mixed, pilot, positions());
    Object candidate = slots[index << 1];
    if (candidate == key || key.equals(candidate)) {
      return index;
    }
    int overflowing = overflow == null ? -1 : overflow.find(mixed, key);
    return overflowing < 0 ? -1 : positions() + overflowing;
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
    return slots[index << 1];
  }

  @Nullable Object valueAt(int index) {
    if (overflow != null && index >= positions()) {
      return overflow.valueAt(index - positions());
    }
    return slots[(index << 1) + 1];
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
    return layout.object(3, Integer.BYTES)
        + layout.array(Object.class, slots.length)
        + layout.array(byte.class, pilots.length)
        + (overflow == null ? 0 : overflow.bytes(layout));
  }
}
