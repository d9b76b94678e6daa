package dev.midnight.table;

import org.jspecify.annotations.Nullable;

/**
 * The buffered rows of one range of hashes, with the marks on the shards of the previous table that
 * lie in it. Guarded by its owner's lock until it is closed, then read only.
 *
 * <p>Invariant: an index is marked SEEN only before the first other row of its key was buffered. So
 * a marked index stands for a row that came before all buffered ones, and the order of the rows of
 * one key is known without keeping the equal ones.
 */
final class Partition {

  private final byte[] @Nullable [] marks;
  private final Rows rows = new Rows(16);
  private long seen;
  private long equalDuplicates;

  /** The rows put, by the kind of their key. */
  private final KindCounts kinds = new KindCounts();

  Partition(int shards) {
    this.marks = new byte[shards][];
  }

  /** Counts a row. */
  void count(KeyKind kind) {
    kinds.add(kind);
  }

  /**
   * Marks that a row came whose key the nth shard holds at that index; false where the row must be
   * buffered.
   */
  boolean absorbs(int nth, int capacity, int index, boolean unchanged) {
    byte[] shard = marks[nth];
    if (shard == null) {
      shard = new byte[capacity];
      marks[nth] = shard;
    }
    if (!unchanged || (shard[index] & ShardEdit.BUFFERED) != 0) {
      shard[index] |= ShardEdit.BUFFERED;
      return false;
    }
    equalDuplicates += shard[index];
    seen += 1 - shard[index];
    shard[index] = ShardEdit.SEEN;
    return true;
  }

  void append(long mixed, Object key, Object value) {
    rows.add(mixed, key, value);
  }

  /** The rows put so far. */
  long rows() {
    return rows.count + seen + equalDuplicates;
  }

  /** The keys of the table to be built, duplicates counted too. */
  long keysAtMost() {
    return rows.count + seen;
  }

  /** Adds the rows put, by the kind of their key, to the sums. */
  void addKindsTo(KindCounts sums) {
    sums.add(kinds);
  }

  /** The rows put that only repeated an equal one and were dropped at once. */
  long equalDuplicates() {
    return equalDuplicates;
  }

  /** The rows that do not equal the previous table's. */
  Rows buffered() {
    return rows;
  }

  byte @Nullable [] marks(int nth) {
    return marks[nth];
  }
}
