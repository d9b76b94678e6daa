package dev.midnight.table;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The order of the keys that no pilot can part: by hash, then by class name, then by {@code
 * compareTo} where there is one. The hash is the mixed one, but where some keys share it, a {@link
 * TextHash} of those that are Strings: so whoever makes thousands of Strings collide finds each of
 * them as fast as any other. Others get binary searches, and only keys of one hash that cannot be
 * compared are scanned: with {@code equals} alone nothing better exists.
 */
final class Overflow {

  /** Groups, and runs of one hash, up to this length are scanned. */
  private static final int SCANNED = 8;

  /** Hashes are searched in groups of about so many. */
  private static final int GROUPED = 2;

  /** Whether the hash of a String is its {@link TextHash}. */
  private final boolean texts;

  /** The hashes in ascending order. */
  private final long[] hashes;

  /** The pairs in the same order; every index holds one. Keys are bits where all of them can be. */
  private final Cells cells;

  /**
   * Where each group of hashes begins, and the last one ends. Changed keys are often those that are
   * read most, and to halve all hashes of them takes five times as long as a pair at its position.
   */
  private final int[] starts;

  private Overflow(boolean texts, long[] hashes, Cells cells, int[] starts) {
    this.texts = texts;
    this.hashes = hashes;
    this.cells = cells;
    this.starts = starts;
  }

  /** The overflow of a shard whose keys are of that kind, most of them. */
  static Overflow of(Rows rows, KeyKind kind) {
    long[] hashes = new long[rows.count];
    Cells cells = Cells.free(allFit(rows, kind) ? kind : KeyKind.REFERENCES, rows.count);
    long[] unordered = rows.hashes;
    Integer[] order = order(rows, unordered);
    boolean texts = shareHash(unordered, order);
    if (texts) {
      unordered = textHashes(rows);
      order = order(rows, unordered);
    }
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = unordered[order[i]];
      cells.set(i, rows.key(order[i]), rows.value(order[i]));
    }
    return new Overflow(texts, hashes, cells, starts(hashes));
  }

  private static boolean shareHash(long[] hashes, Integer[] ascending) {
    for (int i = 1; i < ascending.length; i++) {
      if (hashes[ascending[i]] == hashes[ascending[i - 1]]) {
        return true;
      }
    }
    return false;
  }

  private static long[] textHashes(Rows rows) {
    long[] hashes = new long[rows.count];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = rows.key(i) instanceof String text ? TextHash.of(text) : rows.hashes[i];
    }
    return hashes;
  }

  private static boolean allFit(Rows rows, KeyKind kind) {
    for (int i = 0; i < rows.count; i++) {
      if (!kind.fits(rows.key(i))) {
        return false;
      }
    }
    return true;
  }

  private static int[] starts(long[] hashes) {
    int groups = Math.max(1, hashes.length / GROUPED);
    int[] starts = new int[groups + 1];
    for (long hash : hashes) {
      starts[group(hash, groups) + 1]++;
    }
    for (int i = 0; i < groups; i++) {
      starts[i + 1] += starts[i];
    }
    return starts;
  }

  /**
   * Ascends with the hash: by its upper half, of which the lowest bits are one in all of a shard.
   */
  private static int group(long hash, int groups) {
    long upper = ((hash >>> 32) ^ (1L << 31)) & 0xFFFFFFFFL;
    return (int) ((upper * groups) >>> 32);
  }

  private static Integer[] order(Rows rows, long[] hashes) {
    Integer[] order = new Integer[rows.count];
    Arrays.setAll(order, i -> i);
    Comparator<Integer> byHash = Comparator.comparingLong(i -> hashes[i]);
    try {
      Arrays.sort(order, byHash.thenComparing(i -> rows.keys[i], Overflow::compare));
    } catch (IllegalArgumentException contradictoryCompareTo) {
      Arrays.sort(order, byHash);
    }
    return order;
  }

  KeyKind kind() {
    return cells.kind;
  }

  int size() {
    return hashes.length;
  }

  /** The mixed hash of the key at an index that holds one. */
  long mixedAt(int index) {
    return texts && cells.keyAt(index) instanceof String text ? HashMixer.mix(text) : hashes[index];
  }

  @Nullable Object keyAt(int index) {
    return cells.keyAt(index);
  }

  @Nullable Object valueAt(int index) {
    return cells.valueAt(index);
  }

  /** The number of keys that a kind cannot hold. */
  int othersThan(KeyKind kind) {
    int others = 0;
    for (int i = 0; cells.kind != kind && i < size(); i++) {
      Object key = cells.keyAt(i);
      others += key == null || kind.fits(key) ? 0 : 1;
    }
    return others;
  }

  /** A copy that its edit may still change. */
  Overflow copy() {
    return new Overflow(texts, hashes, cells.copy(), starts);
  }

  /** Sets the value at an index of a copy that is not published yet; null frees the index. */
  void set(int index, @Nullable Object value, Overflow original) {
    cells.setValue(index, value, original.cells);
  }

  /** With the key objects that a table holding bits has for the overflow alone. */
  long bytes(HeapLayout layout, KeyKind kind) {
    long bytes = layout.object(3, 1);
    bytes += layout.array(long.class, hashes.length) + cells.bytes(layout);
    bytes += layout.array(int.class, starts.length);
    for (int i = 0; cells.kind != kind && i < size(); i++) {
      Object key = cells.keyAt(i);
      bytes += key != null && kind.fits(key) ? kind.heapBytes(key, layout) : 0;
    }
    return bytes;
  }

  /** The index of the key, or -1. */
  int find(long mixed, Object key) {
    long hash = texts && key instanceof String text ? TextHash.of(text) : mixed;
    int group = group(hash, starts.length - 1);
    int from = starts[group];
    int to = starts[group + 1];
    return to - from <= SCANNED ? scan(from, to, hash, key) : findCrowded(from, to, hash, key);
  }

  private int findCrowded(int start, int end, long hash, Object key) {
    int from = lowerBound(hash, start, end);
    int to = hash == Long.MAX_VALUE ? end : lowerBound(hash + 1, from, end);
    return to - from > SCANNED && key instanceof Comparable<?>
        ? findOrdered(from, to, hash, key)
        : scan(from, to, hash, key);
  }

  private int lowerBound(long hash, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (hashes[middle] < hash) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int findOrdered(int from, int to, long hash, Object key) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(cells.keyAt(middle), key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int i = low; i < to && compare(cells.keyAt(i), key) == 0; i++) {
      if (cells.holds(i, key)) {
        return i;
      }
    }
    boolean oneClass = sameClass(cells.keyAt(from), key) && sameClass(cells.keyAt(to - 1), key);
    return oneClass ? -1 : scan(from, to, hash, key);
  }

  private int scan(int from, int to, long hash, Object key) {
    for (int i = from; i < to; i++) {
      if (hashes[i] == hash && cells.holds(i, key)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean sameClass(@Nullable Object one, Object other) {
    return one != null && one.getClass() == other.getClass();
  }

  /** By class name, then by {@code compareTo}; 0 also for what cannot be compared. */
  @SuppressWarnings("unchecked")
  private static int compare(@Nullable Object one, @Nullable Object other) {
    if (one == null || other == null) {
      throw new IllegalStateException("The overflow of a shard has a free index.");
    }
    if (one.getClass() != other.getClass()) {
      return one.getClass().getName().compareTo(other.getClass().getName());
    }
    if (!(one instanceof Comparable<?> comparable)) {
      return 0;
    }
    try {
      return ((Comparable<Object>) comparable).compareTo(other);
    } catch (ClassCastException notComparableToItself) {
      return 0;
    }
  }
}
