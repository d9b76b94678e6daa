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
