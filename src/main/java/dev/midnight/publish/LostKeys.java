package dev.midnight.publish;

import dev.midnight.Snapshot;
import dev.midnight.table.Table;
import org.jspecify.annotations.Nullable;

/** Counts the keys that another snapshot lacks; what two tables share is not looked at. */
public final class LostKeys {

  private LostKeys() {}

  /** The keys of the one snapshot that are not in the other. */
  public static <K, V> long count(Snapshot<K, V> before, Snapshot<K, V> after) {
    if (before instanceof TableSnapshot<K, V> one && after instanceof TableSnapshot<K, V> other) {
      return count(one.table(), other.table());
    }
    return before.asMap().keySet().stream().filter(key -> after.get(key) == null).count();
  }

  private static <K, V> long count(Table<K, V> before, Table<K, V> after) {
    long[] lost = new long[1];
    Table.diff(
        before, after, (K key, @Nullable V old, @Nullable V now) -> lost[0] += now == null ? 1 : 0);
    return lost[0];
  }
}
