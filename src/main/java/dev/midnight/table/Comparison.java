package dev.midnight.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The search for a batch of rows in the previous table. One thread's.
 *
 * <p>A row that is looked up alone waits for its pilot, then for its key, then for yesterday's
 * value, each of them somewhere in gigabytes. Here each step is a short loop over all rows, without
 * locks and without calls of the application's, so that the processor waits for many rows at once.
 */
final class Comparison {

  private final Shard[] shards;
  private final KeyKind kind;
  private final SameValue same;
  private final boolean nothingBefore;

  private final int[] indices = new int[RowBatch.ROWS];
  private final boolean[] unchanged = new boolean[RowBatch.ROWS];
  private final KeyKind[] kinds = new KeyKind[RowBatch.ROWS];
  private final @Nullable Object[] before = new Object[RowBatch.ROWS];

  /** Keeps the compiler from leaving out the loops that only fetch memory. */
  @SuppressWarnings("UnusedVariable")
  private int touched;

  Comparison(Table<?, ?> previous, SameValue same) {
    this.shards = previous.shards();
    this.kind = previous.geometry().kind();
    this.nothingBefore = previous.size() == 0;
    this.same = same;
  }

  void compare(Rows rows) {
    if (nothingBefore) {
      Arrays.fill(indices, 0, rows.count, -1);
    } else {
      locate(rows);
      touchKeys(rows);
      find(rows);
      touchValues(rows);
      judge(rows);
      Arrays.fill(before, 0, rows.count, null);
    }
    for (int i = 0; i < rows.count; i++) {
      kinds[i] = indices[i] < 0 || kind == KeyKind.REFERENCES ? KeyKind.of(rows.key(i)) : kind;
    }
  }

  /** The index of the row's key in its shard of the previous table, or -1. */
  int index(int row) {
    return indices[row];
  }

  /** Whether the previous table holds the row's value. */
  boolean unchanged(int row) {
    return unchanged[row];
  }

  KeyKind kind(int row) {
    return kinds[row];
  }

  private Shard shard(Rows rows, int row) {
    return shards[HashMixer.shard(rows.hashes[row], shards.length)];
  }

  private void locate(Rows rows) {
    for (int i = 0; i < rows.count; i++) {
      indices[i] = shard(rows, i).placeOf(rows.hashes[i]);
    }
  }

  private void touchKeys(Rows rows) {
    int sum = 0;
    for (int i = 0; i < rows.count; i++) {
      if (indices[i] >= 0) {
        Shard shard = shard(rows, i);
        before[i] = shard.placedValueAt(indices[i]);
        sum += shard.cells.touch(indices[i]);
      }
    }
    touched += sum;
  }

  private void find(Rows rows) {
    for (int i = 0; i < rows.count; i++) {
      Shard shard = shard(rows, i);
      Object key = rows.key(i);
      if (indices[i] < 0) {
        indices[i] = shard.find(rows.hashes[i], key);
        before[i] = indices[i] < 0 ? null : shard.valueAt(indices[i]);
      } else if (!shard.cells.holds(indices[i], key)) {
        indices[i] = -1;
      }
    }
  }

  private void touchValues(Rows rows) {
    int sum = 0;
    for (int i = 0; i < rows.count; i++) {
      Object value = before[i];
      sum += value != null && value.getClass() == rows.value(i).getClass() ? 1 : 0;
    }
    touched += sum;
  }

  private void judge(Rows rows) {
    for (int i = 0; i < rows.count; i++) {
      Object value = before[i];
      unchanged[i] = indices[i] >= 0 && value != null && same.same(value, rows.value(i));
    }
  }
}
