package dev.midnight.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The maker of shards from rows, with scratch space that it keeps from one shard to the next. One
 * thread's.
 *
 * <p>Rows are grouped by bucket, duplicates dropped, and the buckets placed from the largest to the
 * smallest: for each, the first pilot that sends all of its keys to free positions. With three keys
 * to a bucket and a tenth of the positions left free, about twenty trials do. A bucket for which no
 * pilot is found goes to the overflow, so that no hash code, however bad, costs more than 256
 * trials.
 */
final class ShardBuilder {

  private static final int KEYS_PER_FREE_POSITION = 9;

  /** Buckets above this size come from equal or hostile hashes; trials would be wasted on them. */
  private static final int LARGEST_PLACED = 16;

  private final int[] tried = new int[LARGEST_PLACED];
  private final long[] next = new long[LARGEST_PLACED];
  private final long[] strides = new long[LARGEST_PLACED];
  private final int[] sizeStarts = new int[LARGEST_PLACED + 2];
  private final KeyKind kind;
  private final int buckets;
  private final int mostAlike;
  private final int[] starts;
  private final int[] bySize;
  private int[] grouped = new int[0];
  private int[] placed = new int[0];
  private long[] taken = new long[0];
  private int positions;
  private int overflowing;

  /**
   * @param mostAlike how many keys of one hash that cannot be compared are built, at a cost that
   *     grows with their square
   */
  ShardBuilder(Geometry geometry, int mostAlike) {
    this.mostAlike = mostAlike;
    this.kind = geometry.kind();
    this.buckets = geometry.buckets();
    this.starts = new int[buckets + 1];
    this.bySize = new int[buckets];
  }

  /** Empties {@code rows} of duplicates, and makes a shard of what remains. */
  Shard build(Rows rows, Duplicates duplicates) {
    dropDuplicates(rows, duplicates);
    byte[] pilots = place(rows);
    return assemble(rows, pilots);
  }

  /** Drops the duplicates, and leaves the rest grouped. */
  void dropDuplicates(Rows rows, Duplicates duplicates) {
    group(rows);
    if (duplicatesDropped(rows, duplicates)) {
      rows.compact();
      group(rows);
    }
  }

  private void group(Rows rows) {
    int count = rows.count;
    positions = count + count / KEYS_PER_FREE_POSITION + 1;
    reserve(count);
    Arrays.fill(starts, 0);
    for (int i = 0; i < count; i++) {
      starts[HashMixer.bucket(rows.hashes[i], buckets)]++;
    }
    for (int b = 1; b <= buckets; b++) {
      starts[b] += starts[b - 1];
    }
    for (int i = count - 1; i >= 0; i--) {
      grouped[--starts[HashMixer.bucket(rows.hashes[i], buckets)]] = i;
    }
  }

  private void reserve(int count) {
    if (grouped.length < count) {
      grouped = new int[count];
      placed = new int[count];
    }
    int words = (positions + 63) >> 6;
    if (taken.length < words) {
      taken = new long[words];
    }
  }

  private boolean duplicatesDropped(Rows rows, Duplicates duplicates) {
    boolean found = false;
    for (int b = 0; b < buckets; b++) {
      int from = starts[b];
      int to = starts[b + 1];
      if (to - from > LARGEST_PLACED) {
        found |= dropInLargeBucket(rows, from, to, duplicates);
      } else if (to - from > 1) {
        found |= dropInBucket(rows, from, to, duplicates);
      }
    }
    return found;
  }

  private boolean dropInBucket(Rows rows, int from, int to, Duplicates duplicates) {
    boolean found = false;
    for (int later = from + 1; later < to; later++) {
      int row = grouped[later];
      long hash = rows.hashes[row];
      for (int earlier = from; earlier < later; earlier++) {
        int first = grouped[earlier];
        if (rows.hashes[first] == hash && rows.key(row).equals(rows.keys[first])) {
          merge(rows, first, row, duplicates);
          found = true;
          break;
        }
      }
    }
    return found;
  }

  private boolean dropInLargeBucket(Rows rows, int from, int to, Duplicates duplicates) {
    boolean found = false;
    Map<Object, Integer> firsts = new HashMap<>();
    AlikeKeys alike = new AlikeKeys(mostAlike);
    for (int i = from; i < to; i++) {
      int row = grouped[i];
      Integer first = firsts.putIfAbsent(rows.key(row), row);
      if (first == null) {
        alike.add(rows.hashes[row], rows.key(row));
      } else {
        merge(rows, first, row, duplicates);
        found = true;
      }
    }
    return found;
  }

  private static void merge(Rows rows, int first, int row, Duplicates duplicates) {
    Object chosen = duplicates.choose(rows.key(first), rows.value(first), rows.value(row));
    rows.values[first] = chosen;
    rows.values[row] = null;
  }

  private byte[] place(Rows rows) {
    Arrays.fill(taken, 0, (positions + 63) >> 6, 0);
    overflowing = 0;
    byte[] pilots = new byte[buckets];
    orderBySize();
    for (int i = 0; i < buckets; i++) {
      int bucket = bySize[i];
      int from = starts[bucket];
      int to = starts[bucket + 1];
      int pilot = placeable(rows, from, to) ? pilotFor(rows, from, to) : Shard.REDIRECTED;
      pilots[bucket] = (byte) pilot;
      if (pilot == Shard.REDIRECTED) {
        overflow(from, to);
      }
    }
    return pilots;
  }

  private boolean placeable(Rows rows, int from, int to) {
    boolean placeable = to - from <= LARGEST_PLACED;
    for (int i = from; placeable && kind != KeyKind.REFERENCES && i < to; i++) {
      placeable = kind.fits(rows.key(grouped[i]));
    }
    return placeable;
  }

  /** A counting sort of the buckets, the largest first. */
  private void orderBySize() {
    Arrays.fill(sizeStarts, 0);
    for (int b = 0; b < buckets; b++) {
      sizeStarts[sizeRank(b)]++;
    }
    for (int rank = 1; rank < sizeStarts.length; rank++) {
      sizeStarts[rank] += sizeStarts[rank - 1];
    }
    for (int b = buckets - 1; b >= 0; b--) {
      bySize[--sizeStarts[sizeRank(b)]] = b;
    }
  }

  private int sizeRank(int bucket) {
    return Math.max(0, LARGEST_PLACED + 1 - (starts[bucket + 1] - starts[bucket]));
  }

  private int pilotFor(Rows rows, int from, int to) {
    int size = to - from;
    for (int i = 0; i < size; i++) {
      next[i] = rows.hashes[grouped[from + i]];
      strides[i] = HashMixer.stride(next[i]);
    }
    for (int pilot = 0; pilot < Shard.REDIRECTED; pilot++) {
      int fitting = fitting(size);
      if (fitting == size) {
        remember(from, size);
        return pilot;
      }
      release(fitting);
      for (int i = 0; i < size; i++) {
        next[i] += strides[i];
      }
    }
    return Shard.REDIRECTED;
  }

  /** The number of keys that found a free position before one did not. */
  private int fitting(int size) {
    for (int i = 0; i < size; i++) {
      int position = HashMixer.position(next[i], positions);
      long bit = 1L << position;
      if ((taken[position >> 6] & bit) != 0) {
        return i;
      }
      taken[position >> 6] |= bit;
      tried[i] = position;
    }
    return size;
  }

  private void release(int count) {
    for (int i = 0; i < count; i++) {
      taken[tried[i] >> 6] &= ~(1L << tried[i]);
    }
  }

  private void remember(int from, int size) {
    for (int i = 0; i < size; i++) {
      placed[grouped[from + i]] = tried[i];
    }
  }

  private void overflow(int from, int to) {
    for (int i = from; i < to; i++) {
      placed[grouped[i]] = -1;
    }
    overflowing += to - from;
  }

  private Shard assemble(Rows rows, byte[] pilots) {
    Cells cells = Cells.free(kind, positions);
    Rows left = new Rows(overflowing);
    for (int i = 0; i < rows.count; i++) {
      if (placed[i] < 0) {
        left.add(rows.hashes[i], rows.key(i), rows.value(i));
      } else {
        cells.set(placed[i], rows.key(i), rows.value(i));
      }
    }
    return Shard.built(cells, pilots, left.count == 0 ? null : Overflow.of(left, kind), rows.count);
  }
}
