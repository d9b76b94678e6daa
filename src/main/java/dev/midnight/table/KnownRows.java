package dev.midnight.table;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one load whose keys the previous table holds. A row that gives the very value of the
 * table leaves a mark; of any other the place and the value are kept, so that its key dies young
 * and nobody looks for it again. Guarded by its owner's lock until the load is over, then read
 * only.
 *
 * <p>Invariant: once a row of a key is kept, all later ones are. So a mark without a kept first row
 * stands for a row that came before all that are kept, and the order of the rows of one key is
 * known without keeping the equal ones.
 */
final class KnownRows {

  private static final long INDEX = 0xFFFFFFFFL;

  /** The indices of each shard for which a row came. */
  private final @Nullable BitSet[] came;

  /** Those of which a row is kept; found out when a key comes again, which is rare. */
  private @Nullable BitSet @Nullable [] kept;

  /**
   * The kept rows, each with the number of its shard above its index, or above the index's
   * complement where it was the first of its key.
   */
  private final ValueLog log = new ValueLog();

  private long same;
  private long equalDuplicates;

  KnownRows(int shards) {
    this.came = new BitSet[shards];
  }

  /**
   * Takes a row that gives the very value that a shard holds at an index; false where it must be
   * {@linkplain #keep kept}.
   */
  boolean absorbs(int shard, int index, int capacity) {
    BitSet ofShard = set(came, shard, capacity);
    if (!ofShard.get(index)) {
      ofShard.set(index);
      same++;
      return true;
    }
    if (isKept(shard, index)) {
      return false;
    }
    equalDuplicates++;
    return true;
  }

  /** Keeps a row, of a key that is at an index of a shard of that capacity. */
  void keep(int shard, int index, int capacity, Object value) {
    BitSet ofShard = set(came, shard, capacity);
    int signed = ofShard.get(index) ? index : ~index;
    log.add(((long) shard << Integer.SIZE) | (signed & INDEX), value);
    ofShard.set(index);
    if (kept != null) {
      set(kept, shard, capacity).set(index);
    }
  }

  private static BitSet set(@Nullable BitSet[] sets, int shard, int capacity) {
    BitSet set = sets[shard];
    if (set == null) {
      set = new BitSet(capacity);
      sets[shard] = set;
    }
    return set;
  }

  private boolean isKept(int shard, int index) {
    @Nullable BitSet[] all = kept;
    if (all == null) {
      all = new BitSet[came.length];
      for (int row = 0; row < log.count(); row++) {
        set(all, shard(row), 0).set(index(row));
      }
      kept = all;
    }
    BitSet ofShard = all[shard];
    return ofShard != null && ofShard.get(index);
  }

  /** The rows that gave the table's own value, before any other of their keys. */
  long same() {
    return same;
  }

  /** The rows that are kept. */
  int kept() {
    return log.count();
  }

  /** The rows that only repeated an equal one and were dropped at once. */
  long equalDuplicates() {
    return equalDuplicates;
  }

  int shards() {
    return came.length;
  }

  /** The indices of a shard for which any row came. */
  BitSet came(int shard) {
    BitSet ofShard = came[shard];
    return ofShard == null ? new BitSet() : (BitSet) ofShard.clone();
  }

  int shard(int row) {
    return (int) (log.numberAt(row) >>> Integer.SIZE);
  }

  int index(int row) {
    int signed = (int) log.numberAt(row);
    return signed < 0 ? ~signed : signed;
  }

  /** Whether a kept row was the first of its key. */
  boolean isFirst(int row) {
    return (int) log.numberAt(row) < 0;
  }

  Object value(int row) {
    return log.valueAt(row);
  }
}
