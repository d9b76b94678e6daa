package dev.midnight.table;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The order of the keys that no pilot can part: by mixed hash, then by class name, then by {@code
 * compareTo} where there is one. So an attacker who makes thousands of Strings collide gets binary
 * searches, not scans. Only keys of one hash that cannot be compared are scanned: with {@code
 * equals} alone nothing better exists.
 */
final class Overflow {

  /** Runs of one hash up to this length are scanned. */
  private static final int SCANNED = 8;

  private Overflow() {}

  /** The indices of the first {@code count} entries, ordered. */
  static Integer[] order(long[] hashes, @Nullable Object[] keys, int count) {
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Comparator<Integer> byHash = Comparator.comparingLong(i -> hashes[i]);
    try {
      Arrays.sort(order, byHash.thenComparing(i -> keys[i], Overflow::compare));
    } catch (IllegalArgumentException contradictoryCompareTo) {
      Arrays.sort(order, byHash);
    }
    return order;
  }

  /**
   * The index in the shard of the key, or -1. The pairs of the overflow begin at {@code offset}.
   */
  static int find(long[] hashes, @Nullable Object[] slots, int offset, long mixed, Object key) {
    int from = lowerBound(hashes, mixed);
    int to = from;
    if (from < hashes.length && hashes[from] == mixed) {
      to = mixed == Long.MAX_VALUE ? hashes.length : lowerBound(hashes, mixed + 1);
    }
    if (to - from > SCANNED && key instanceof Comparable<?>) {
      return findOrdered(slots, offset + from, offset + to, key);
    }
    return scan(slots, offset + from, offset + to, key);
  }

  private static int lowerBound(long[] hashes, long mixed) {
    int low = 0;
    int high = hashes.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (hashes[middle] < mixed) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int findOrdered(@Nullable Object[] slots, int from, int to, Object key) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(slots[middle << 1], key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int i = low; i < to && compare(slots[i << 1], key) == 0; i++) {
      if (key.equals(slots[i << 1])) {
        return i;
      }
    }
    boolean oneClass = sameClass(slots[from << 1], key) && sameClass(slots[(to - 1) << 1], key);
    return oneClass ? -1 : scan(slots, from, to, key);
  }

  private static int scan(@Nullable Object[] slots, int from, int to, Object key) {
    for (int i = from; i < to; i++) {
      Object candidate = slots[i << 1];
      if (candidate == key || key.equals(candidate)) {
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
