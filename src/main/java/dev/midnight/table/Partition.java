package dev.midnight.table;

import org.jspecify.annotations.Nullable;

/**
 * The buffered rows of one range of hashes, with the marks on the shards of the previous table that
 * lie in it. Its own lock guards it all.
 *
 * <p>Invariant: an index is marked SEEN only before the first other row of its key was buffered. So
 * a marked index stands for a row that came before all buffered ones, and the order of the rows of
 * one key is known without keeping the equal ones.
 */
final class Partition {

  private final byte[] @Nullable [] marks;
  private @Nullable Rows rows = new Rows(16);
  private long seen;
  private long equalDuplicates;
  private long buffered;

  /** The rows put, by the kind of their key. */
  private final KindCounts kinds = new KindCounts();

  Partition(int shards) {
    this.marks = new byte[shards][];
  }

  synchronized void add(KeyKind kind, long mixed, Object key, Object value) {
    kinds.add(kind);
    append(mixed, key, value);
  }

  /** Takes a row whose key the nth shard holds at that index. */
  synchronized void mark(
      int nth,
      int capacity,
      int index,
      boolean unchanged,
      KeyKind kind,
      long mixed,
      Object key,
      Object value) {
    kinds.add(kind);
    byte[] shard = marks[nth];
    if (shard == null) {
      shard = new byte[capacity];
      marks[nth] = shard;
    }
    if (!unchanged || (shard[index] & ShardEdit.BUFFERED) != 0) {
      append(mixed, key, value);
      shard[index] |= ShardEdit.BUFFERED;
      return;
    }
    openRows();
    equalDuplicates += shard[index];
    seen += 1 - shard[index];
    shard[index] = ShardEdit.SEEN;
  }

  private void append(long mixed, Object key, Object value) {
    openRows().add(mixed, key, value);
    buffered++;
  }

  private Rows openRows() {
    if (rows == null) {
      throw new IllegalStateException(
          "The load is over: its table was built, and this row would be lost, so it is refused."
              + " Put all rows before the loader returns.");
    }
    return rows;
  }

  /** The rows put so far that are held, because they do not equal the previous table's. */
  synchronized long buffered() {
    return buffered;
  }

  /** The rows put so far. */
  synchronized long rows() {
    return buffered + seen + equalDuplicates;
  }

  /** The keys of the table to be built, duplicates counted too. */
  synchronized long keysAtMost() {
    return buffered + seen;
  }

  /** Adds the rows put, by the kind of their key, to the sums. */
  synchronized void addKindsTo(KindCounts sums) {
    sums.add(kinds);
  }

  /** The rows put that only repeated an equal one and were dropped at once. */
  synchronized long equalDuplicates() {
    return equalDuplicates;
  }

  /** Hands the buffered rows over; no row can be put from now on. */
  synchronized Rows close() {
    Rows closed = openRows();
    rows = null;
    return closed;
  }

  synchronized byte @Nullable [] marks(int nth) {
    return marks[nth];
  }
}
