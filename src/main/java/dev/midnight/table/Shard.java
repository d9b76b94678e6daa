package dev.midnight.table;

import org.jspecify.annotations.Nullable;

/**
 * One immutable part of a table: a near-minimal perfect hash. Keys fall into buckets of about
 * three; each bucket has a one-byte pilot, found by trial when the shard was built, that sends its
 * keys to positions of their own. A lookup reads the pilot, then one of the {@link Cells}.
 *
 * <p>The pilot {@link #REDIRECTED} sends a bucket to the {@link Overflow} first. It is used for
 * keys that no pilot can part (equal hash codes, hostile ones), and for few keys that come and go:
 * the successor of a shard shares its pairs, thousands of bytes, and copies the pilots alone, some
 * hundred. The pairs that hold no longer are marked stale there. Where few keys only have other
 * values, the successor shares the pilots too, and has {@link ReplacedValues}. Once so many changes
 * come together that lookups would suffer, the shard is built anew.
 */
final class Shard {

  static final int REDIRECTED = 255;

  /** More keys by reference than one in that many do not belong into a shard of bits. */
  private static final int KEYS_PER_FOREIGN = 8;

  final Cells cells;

  final byte[] pilots;

  /** The pairs that are not at a position; their indices follow the positions. */
  final @Nullable Overflow overflow;

  /** The pilots by which the pairs were placed, where some are redirected since. */
  final byte @Nullable [] placing;

  /** One bit for each position whose pair holds no longer. */
  final long @Nullable [] stale;

  /** The values that hold instead of those of the cells, at some positions. */
  final @Nullable ReplacedValues replaced;

  final int size;

  private Shard(
      Cells cells,
      byte[] pilots,
      @Nullable Overflow overflow,
      byte @Nullable [] placing,
      long @Nullable [] stale,
      @Nullable ReplacedValues replaced,
      int size) {
    this.cells = cells;
    this.pilots = pilots;
    this.overflow = overflow;
    this.placing = placing;
    this.stale = stale;
    this.replaced = replaced;
    this.size = size;
  }

  static Shard built(Cells cells, byte[] pilots, @Nullable Overflow overflow, int size) {
    return new Shard(cells, pilots, overflow, null, null, null, size);
  }

  static Shard empty(KeyKind kind, int buckets) {
    return built(Cells.free(kind, 1), new byte[buckets], null, 0);
  }

  /** This shard with other values in the same places, none of them replaced. */
  Shard with(Cells otherCells, @Nullable Overflow otherOverflow, int otherSize) {
    return new Shard(otherCells, pilots, otherOverflow, placing, stale, null, otherSize);
  }

  /** This shard with other values for the same keys, over the same pairs. */
  Shard with(@Nullable ReplacedValues values, @Nullable Overflow otherOverflow) {
    return new Shard(cells, pilots, otherOverflow, placing, stale, values, size);
  }

  /** This shard with other pilots, overflow and values over the same pairs. */
  Shard redirected(
      byte[] otherPilots,
      Overflow otherOverflow,
      long[] nowStale,
      @Nullable ReplacedValues values,
      int otherSize) {
    byte[] placedBy = placing == null ? pilots : placing;
    return new Shard(cells, otherPilots, otherOverflow, placedBy, nowStale, values, otherSize);
  }

  /** The index of the key, or -1. */
  int find(long mixed, Object key) {
    int bucket = HashMixer.bucket(mixed, pilots.length);
    int pilot = pilots[bucket] & 0xFF;
    return pilot == REDIRECTED ? findRedirected(bucket, mixed, key) : findPlaced(pilot, mixed, key);
  }

  @Nullable Object valueOf(Object key) {
    return valueOf(HashMixer.mix(key), key);
  }

  /** The value of the key, or null. */
  @Nullable Object valueOf(long mixed, Object key) {
    int index = find(mixed, key);
    return index < 0 ? null : valueAt(index);
  }

  /** The position at which a key of that hash would be, or -1 where {@link #find} must tell. */
  int placeOf(long mixed) {
    int pilot = pilots[HashMixer.bucket(mixed, pilots.length)] & 0xFF;
    return pilot == REDIRECTED ? -1 : HashMixer.position(mixed, pilot, positions());
  }

  private int findPlaced(int pilot, long mixed, Object key) {
    int index = HashMixer.position(mixed, pilot, positions());
    return cells.holds(index, key) ? index : -1;
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

  boolean isReplaced(int position) {
    return replaced != null && replaced.has(position);
  }

  /** How many pairs are laid over those of the cells. */
  int overlaid() {
    return (overflow == null ? 0 : overflow.size()) + (replaced == null ? 0 : replaced.size());
  }

  int positions() {
    return cells.positions();
  }

  /** One more than the highest index; free ones included. */
  int capacity() {
    return overflow == null ? positions() : positions() + overflow.size();
  }

  @Nullable Object keyAt(int index) {
    if (overflow != null && index >= positions()) {
      return overflow.keyAt(index - positions());
    }
    return isStale(index) ? null : cells.keyAt(index);
  }

  @Nullable Object valueAt(int index) {
    if (overflow != null && index >= positions()) {
      return overflow.valueAt(index - positions());
    }
    return isStale(index) ? null : placedValueAt(index);
  }

  /** The value at a position that is not stale. */
  @Nullable Object placedValueAt(int position) {
    return replaced != null && replaced.has(position)
        ? replaced.valueAt(position)
        : cells.valueAt(position);
  }

  /** A copy of the cells, whose values can be set, with the replaced values in their places. */
  Cells cellsWithReplaced() {
    Cells copy = cells.copy();
    if (replaced != null) {
      replaced.forEach(position -> copy.setValue(position, replaced.valueAt(position), cells));
    }
    return copy;
  }

  /** The key at an index that holds one. */
  Object occupiedKeyAt(int index) {
    return occupied(index, keyAt(index));
  }

  /** The value at an index that holds a key. */
  Object occupiedValueAt(int index) {
    return occupied(index, valueAt(index));
  }

  private static Object occupied(int index, @Nullable Object keyOrValue) {
    if (keyOrValue == null) {
      throw new IllegalStateException("Index " + index + " of the shard is free.");
    }
    return keyOrValue;
  }

  /** Whether so many keys do not fit the kind that another would serve better. */
  boolean foreign() {
    return overflow != null && overflow.othersThan(cells.kind) * KEYS_PER_FOREIGN > size;
  }

  long bytes(HeapLayout layout) {
    return layout.object(6, Integer.BYTES)
        + cells.bytes(layout)
        + layout.array(byte.class, pilots.length)
        + (overflow == null ? 0 : overflow.bytes(layout, cells.kind))
        + (placing == null ? 0 : layout.array(byte.class, placing.length))
        + (stale == null ? 0 : layout.array(long.class, stale.length))
        + (replaced == null ? 0 : replaced.bytes(layout));
  }
}
