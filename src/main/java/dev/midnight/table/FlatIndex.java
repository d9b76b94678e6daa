package dev.midnight.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of a small table once more, in one array that a near cache holds: a quarter to a half
 * of the positions are taken, and each bucket of about two keys has a displacement that gives its
 * keys positions of their own. So a lookup needs one multiplication and no branch that depends on
 * the key's place. Where memory is near, these are the cost; the shards' two levels, made for
 * millions of keys, were measured slower than {@code HashMap} at a thousand.
 *
 * <p>Keys of equal hash codes cannot be parted; a table that has some goes without.
 */
final class FlatIndex {

  /**
   * The largest table that has an index: each patch makes it anew. From here on many keys are bits.
   */
  static final int MOST_KEYS = (1 << 13) - 1;

  private static final int LARGEST_BUCKET = 16;
  private static final int ATTEMPTS = 4;
  private static final long FIRST_MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final long NEXT_MULTIPLIER = 0xD1342543DE82EF95L;

  private final long multiplier;
  private final int bucketShift;
  private final char[] displacements;
  private final @Nullable Object[] pairs;

  private FlatIndex(long multiplier, int keys) {
    int buckets = powerOfTwo(keys >> 1);
    this.multiplier = multiplier;
    this.bucketShift = Long.SIZE - Integer.numberOfTrailingZeros(buckets);
    this.displacements = new char[buckets];
    this.pairs = new Object[powerOfTwo(2 * keys) << 1];
  }

  private static int powerOfTwo(int atLeast) {
    return atLeast <= 2 ? 2 : Integer.highestOneBit(atLeast - 1) << 1;
  }

  /** The index of a table of references, or null where it is too large or cannot be had. */
  static @Nullable FlatIndex of(Shard[] shards, int size) {
    if (size == 0 || size > MOST_KEYS) {
      return null;
    }
    Rows rows = rows(shards, size);
    long multiplier = FIRST_MULTIPLIER;
    for (int i = 0; i < ATTEMPTS; i++) {
      FlatIndex index = new FlatIndex(multiplier, size);
      if (index.place(rows)) {
        return index;
      }
      multiplier *= NEXT_MULTIPLIER;
    }
    return null;
  }

  private static Rows rows(Shard[] shards, int size) {
    Rows rows = new Rows(size);
    for (Shard shard : shards) {
      for (int i = 0; i < shard.capacity(); i++) {
        Object key = shard.keyAt(i);
        if (key != null) {
          rows.add(key.hashCode(), key, shard.occupiedValueAt(i));
        }
      }
    }
    return rows;
  }

  @Nullable Object get(Object key) {
    long spread = key.hashCode() * multiplier;
    int at = at(spread, displacements[(int) (spread >>> bucketShift)]);
    Object candidate = pairs[at];
    return candidate == key || key.equals(candidate) ? pairs[at + 1] : null;
  }

  /** The index of a key's place in the pairs. */
  private int at(long spread, int displacement) {
    return (((int) (spread >>> Integer.SIZE) ^ displacement) << 1) & (pairs.length - 1);
  }

  private boolean place(Rows rows) {
    int[] starts = new int[displacements.length + 1];
    int[] grouped = group(rows, starts);
    for (int size = LARGEST_BUCKET; size > 0; size--) {
      for (int bucket = 0; bucket < displacements.length; bucket++) {
        int keys = starts[bucket + 1] - starts[bucket];
        if (keys > LARGEST_BUCKET) {
          return false;
        }
        if (keys == size && !placeBucket(rows, grouped, bucket, starts[bucket], size)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The rows ordered by bucket; where each bucket starts. */
  private int[] group(Rows rows, int[] starts) {
    int[] grouped = new int[rows.count];
    for (int i = 0; i < rows.count; i++) {
      starts[bucket(rows, i)]++;
    }
    for (int bucket = 1; bucket < starts.length; bucket++) {
      starts[bucket] += starts[bucket - 1];
    }
    for (int i = 0; i < rows.count; i++) {
      grouped[--starts[bucket(rows, i)]] = i;
    }
    return grouped;
  }

  private int bucket(Rows rows, int row) {
    return (int) ((rows.hashes[row] * multiplier) >>> bucketShift);
  }

  private boolean placeBucket(Rows rows, int[] grouped, int bucket, int from, int size) {
    for (int displacement = 0; displacement < pairs.length >> 1; displacement++) {
      int placed = 0;
      while (placed < size && placeRow(rows, grouped[from + placed], displacement)) {
        placed++;
      }
      if (placed == size) {
        displacements[bucket] = (char) displacement;
        return true;
      }
      for (int i = 0; i < placed; i++) {
        int at = at(rows.hashes[grouped[from + i]] * multiplier, displacement);
        Arrays.fill(pairs, at, at + 2, null);
      }
    }
    return false;
  }

  private boolean placeRow(Rows rows, int row, int displacement) {
    int at = at(rows.hashes[row] * multiplier, displacement);
    if (pairs[at] != null) {
      return false;
    }
    pairs[at] = rows.key(row);
    pairs[at + 1] = rows.value(row);
    return true;
  }

  long bytes(HeapLayout layout) {
    return layout.object(2, Long.BYTES + Integer.BYTES)
        + layout.array(char.class, displacements.length)
        + layout.array(Object.class, pairs.length);
  }
}
