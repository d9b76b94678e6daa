package dev.midnight.publish;

import dev.midnight.Changes;
import dev.midnight.SnapshotDiff;
import dev.midnight.table.Table;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The difference that writes made: only the written keys are looked at, however large the table.
 */
record WrittenDiff<K, V>(
    Table<K, V> before, Table<K, V> after, Map<K, @Nullable V> rows, Changes counts)
    implements SnapshotDiff<K, V> {

  @Override
  public void forEach(Visitor<? super K, ? super V> visitor) {
    for (K key : rows.keySet()) {
      @Nullable V old = before.get(key);
      @Nullable V now = after.get(key);
      if (old != now) {
        visitor.changed(key, old, now);
      }
    }
  }
}
