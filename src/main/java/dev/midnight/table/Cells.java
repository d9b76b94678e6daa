package dev.midnight.table;

import org.jspecify.annotations.Nullable;

/**
 * The positions of one shard: for each a key and its value, or nothing. Keys held by reference lie
 * beside their values; keys held as bits have an array of their own. Immutable once published.
 */
final class Cells {

  final KeyKind kind;

  /** References: the key at 2i, its value at 2i + 1. Bits: the value at i. Null where free. */
  final @Nullable Object[] slots;

  /** The keys' bits; zeros where a position was never taken. */
  final long @Nullable [] bits;

  private Cells(KeyKind kind, @Nullable Object[] slots, long @Nullable [] bits) {
    this.kind = kind;
    this.slots = slots;
    this.bits = bits;
  }

  static Cells free(KeyKind kind, int positions) {
    return kind == KeyKind.REFERENCES
        ? new Cells(kind, new Object[positions << 1], null)
        : new Cells(kind, new Object[positions], new long[positions * kind.words]);
  }

  /** A copy whose values can be set. The bits are shared: a free position's are never looked at. */
  Cells copy() {
    return new Cells(kind, slots.clone(), bits);
  }

  int positions() {
    return bits == null ? slots.length >> 1 : slots.length;
  }

  boolean holds(int position, Object key) {
    if (bits != null) {
      return slots[position] != null && kind.holds(bits, position, key);
    }
    Object candidate = slots[position << 1];
    return candidate == key || key.equals(candidate);
  }

  /** Reads of the key at a position what fetches it into a near cache; the result means nothing. */
  int touch(int position) {
    if (bits != null) {
      return (int) bits[position * kind.words];
    }
    Object key = slots[position << 1];
    return key == null ? 0 : key.getClass() == String.class ? 1 : 2;
  }

  @Nullable Object keyAt(int position) {
    if (bits != null) {
      return slots[position] == null ? null : kind.read(bits, position);
    }
    return slots[position << 1];
  }

  @Nullable Object valueAt(int position) {
    return bits == null ? slots[(position << 1) + 1] : slots[position];
  }

  /** Fills a position of cells that are not published yet. */
  void set(int position, Object key, Object value) {
    if (bits == null) {
      slots[position << 1] = key;
      slots[(position << 1) + 1] = value;
    } else {
      kind.write(bits, position, key);
      slots[position] = value;
    }
  }

  /** Sets the value at a position of a copy; null frees the position. */
  void setValue(int position, @Nullable Object value, Cells original) {
    if (bits == null) {
      slots[position << 1] = value == null ? null : original.slots[position << 1];
      slots[(position << 1) + 1] = value;
    } else {
      slots[position] = value;
    }
  }

  long bytes(HeapLayout layout) {
    return layout.object(3, 0)
        + layout.array(Object.class, slots.length)
        + (bits == null ? 0 : layout.array(long.class, bits.length));
  }
}
