package dev.midnight.table;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one load whose keys one shard of the previous table holds. A row that gives the very
 * value of the shard leaves a mark; of any other the index and the value are kept, so that its key
 * dies young and nobody looks for it again. Guarded by its owner's lock until the load is over,
 * then read only.
 *
 * <p>Invariant: once a row of a key is kept, all later ones are. So a mark without a kept first row
 * stands for a row that came before all that are kept, and the order of the rows of one key is
 * known without keeping the equal ones.
 */
final class KnownRows {

  /** The indices for which a row came. */
  private final BitSet came;

  /** Those of which a row is kept; found out when a key comes again, which is rare. */
  private @Nullable BitSet kept;

  /** The index of each kept row, or its complement where it was the first of its key. */
  private int[] indices = new int[4];

  private @Nullable Object[] values = new Object[4];
  private int count;

  /** What becomes of a row that gives the shard's own value. */
  enum Mark {
    FIRST,
    AGAIN,
    /** It must be kept, for another row of its key was. */
    NONE
  }

  /**
   * @param capacity one more than the highest index
   */
  KnownRows(int capacity) {
    came = new BitSet(capacity);
  }

  Mark mark(int index) {
    if (!came.get(index)) {
      came.set(index);
      return Mark.FIRST;
    }
    return isKept(index) ? Mark.NONE : Mark.AGAIN;
  }

  private boolean isKept(int index) {
    BitSet all = kept;
    if (all == null) {
      all = new BitSet();
      for (int i = 0; i < count; i++) {
        all.set(index(i));
      }
      kept = all;
    }
    return all.get(index);
  }

  /** Keeps a row. */
  void add(int index, Object value) {
    if (count == indices.length) {
      int capacity = count + (count >> 1);
      indices = Arrays.copyOf(indices, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    indices[count] = came.get(index) ? index : ~index;
    values[count++] = value;
    came.set(index);
    if (kept != null) {
      kept.set(index);
    }
  }

  private int index(int row) {
    return indices[row] < 0 ? ~indices[row] : indices[row];
  }

  /** The indices for which any row came. */
  BitSet came() {
    return (BitSet) came.clone();
  }

  /** The indices for which the first row gave the shard's own value. */
  BitSet same() {
    BitSet same = came();
    for (int i = 0; i < count; i++) {
      if (indices[i] < 0) {
        same.clear(~indices[i]);
      }
    }
    return same;
  }

  /** Shows the rows that were kept, in their order. */
  void forEachKept(Visitor visitor) {
    for (int i = 0; i < count; i++) {
      Object value = values[i];
      if (value == null) {
        throw new IllegalStateException("A row that was kept has lost its value.");
      }
      visitor.row(index(i), value);
    }
  }

  interface Visitor {

    void row(int index, Object value);
  }
}
