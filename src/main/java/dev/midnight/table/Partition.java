package dev.midnight.table;

import org.jspecify.annotations.Nullable;

/**
 * The rows of one range of hashes: those whose keys the previous table holds by its shards, the
 * others in one buffer. A key is in one of both only, so that its rows keep their order. Guarded by
 * its owner's lock until it is closed, then read only.
 */
final class Partition {

  private final @Nullable KnownRows[] known;
  private final Rows unknown = new Rows(16);
  private long same;
  private long other;
  private long equalDuplicates;

  /** The rows put, by the kind of their key. */
  private final KindCounts kinds = new KindCounts();

  Partition(int shards) {
    this.known = new KnownRows[shards];
  }

  /** Counts a row. */
  void count(KeyKind kind) {
    kinds.add(kind);
  }

  /**
   * Takes a row that gives the very value that the nth shard, of that capacity, holds at an index;
   * false where it must be {@linkplain #keep kept}.
   */
  boolean absorbs(int nth, int capacity, int index) {
    return switch (known(nth, capacity).mark(index)) {
      case FIRST -> {
        same++;
        yield true;
      }
      case AGAIN -> {
        equalDuplicates++;
        yield true;
      }
      case NONE -> false;
    };
  }

  /** Keeps a row whose key the nth shard holds at an index. */
  void keep(int nth, int capacity, int index, Object value) {
    known(nth, capacity).add(index, value);
    other++;
  }

  /** Keeps a row whose key the previous table does not hold. */
  void keep(long mixed, Object key, Object value) {
    unknown.add(mixed, key, value);
  }

  private KnownRows known(int nth, int capacity) {
    KnownRows rows = known[nth];
    if (rows == null) {
      rows = new KnownRows(capacity);
      known[nth] = rows;
    }
    return rows;
  }

  /** The rows put so far. */
  long rows() {
    return keysAtMost() + equalDuplicates;
  }

  /** The keys of the table to be built, duplicates counted too. */
  long keysAtMost() {
    return same + newRows();
  }

  /** The rows that are kept, because they do not equal the previous table's. */
  long newRows() {
    return other + unknown.count;
  }

  /** Adds the rows put, by the kind of their key, to the sums. */
  void addKindsTo(KindCounts sums) {
    sums.add(kinds);
  }

  /** The rows put that only repeated an equal one and were dropped at once. */
  long equalDuplicates() {
    return equalDuplicates;
  }

  /** The rows whose keys the previous table does not hold. */
  Rows unknown() {
    return unknown;
  }

  /** The rows whose keys its nth shard of the previous table holds; null where there is none. */
  @Nullable KnownRows knownTo(int nth) {
    return known[nth];
  }
}
