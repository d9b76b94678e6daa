package dev.midnight.publish;

import dev.midnight.Changes;
import dev.midnight.SnapshotDiff;
import dev.midnight.table.SameValue;
import dev.midnight.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * The difference between the table before a load and the one it published. A row that was written
 * online and then loaded alike is another object and yet no difference, hence the judge.
 */
record LoadedDiff<K, V>(Table<K, V> before, Table<K, V> after, SameValue same, Changes counts)
    implements SnapshotDiff<K, V> {

  /** Counts the difference by looking at all of it. */
  static <K, V> Changes count(Table<K, V> before, Table<K, V> after, SameValue same) {
    long[] seen = new long[3];
    new LoadedDiff<>(before, after, same, Changes.NONE)
        .forEach((key, old, now) -> seen[old == null ? 0 : now == null ? 2 : 1]++);
    return new Changes(seen[0], seen[1], seen[2], after.size() - seen[0] - seen[1]);
  }

  @Override
  public void forEach(Visitor<? super K, ? super V> visitor) {
    Table.diff(
        before,
        after,
        (K key, @Nullable V old, @Nullable V now) -> {
          if (old == null || now == null || !same.same(old, now)) {
            visitor.changed(key, old, now);
          }
        });
  }
}
