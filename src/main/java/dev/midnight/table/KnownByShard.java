package dev.midnight.table;

import java.util.BitSet;

/**
 * {@link KnownRows} ordered by shard with a counting sort; those of one shard keep their order. The
 * rows stay where they are, and only their numbers are sorted. Read only.
 */
final class KnownByShard {

  private final KnownRows rows;
  private final int[] starts;
  private final int[] order;

  KnownByShard(KnownRows rows) {
    this.rows = rows;
    this.starts = new int[rows.shards() + 1];
    this.order = new int[rows.kept()];
    for (int row = 0; row < order.length; row++) {
      starts[rows.shard(row)]++;
    }
    for (int shard = 1; shard < starts.length; shard++) {
      starts[shard] += starts[shard - 1];
    }
    for (int row = order.length - 1; row >= 0; row--) {
      order[--starts[rows.shard(row)]] = row;
    }
  }

  /** The indices of a shard for which the first row gave the shard's own value. */
  BitSet same(int shard) {
    BitSet same = rows.came(shard);
    for (int i = starts[shard]; i < starts[shard + 1]; i++) {
      if (rows.isFirst(order[i])) {
        same.clear(rows.index(order[i]));
      }
    }
    return same;
  }

  /** Shows the kept rows of a shard, in their order. */
  void forEachKept(int shard, Visitor visitor) {
    for (int i = starts[shard]; i < starts[shard + 1]; i++) {
      visitor.row(rows.index(order[i]), rows.value(order[i]));
    }
  }

  interface Visitor {

    void row(int index, Object value);
  }
}
