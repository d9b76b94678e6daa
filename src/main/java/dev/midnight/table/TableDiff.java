package dev.midnight.table;

import org.jspecify.annotations.Nullable;

/** The comparison of two tables, shard by shard where both have the same number of them. */
final class TableDiff<K, V> {

  private final DiffVisitor<? super K, ? super V> visitor;

  TableDiff(DiffVisitor<? super K, ? super V> visitor) {
    this.visitor = visitor;
  }

  void compare(Table<K, V> one, Table<K, V> other) {
    Shard[] before = one.shards();
    Shard[] after = other.shards();
    boolean alike = one.geometry().equals(other.geometry());
    for (int i = 0; i < before.length; i++) {
      if (!alike || before[i] != after[i]) {
        visitOld(before[i], other);
      }
    }
    for (int i = 0; i < after.length; i++) {
      if (!alike || before[i] != after[i]) {
        visitNew(after[i], one);
      }
    }
  }

  private void visitOld(Shard shard, Table<K, V> after) {
    for (int i = 0; i < shard.capacity(); i++) {
      Object key = shard.keyAt(i);
      if (key != null) {
        Object newer = after.get(key);
        if (newer != shard.valueAt(i)) {
          show(key, shard.valueAt(i), newer);
        }
      }
    }
  }

  private void visitNew(Shard shard, Table<K, V> before) {
    for (int i = 0; i < shard.capacity(); i++) {
      Object key = shard.keyAt(i);
      if (key != null && before.get(key) == null) {
        show(key, null, shard.valueAt(i));
      }
    }
  }

  @SuppressWarnings("unchecked")
  private void show(Object key, @Nullable Object before, @Nullable Object after) {
    visitor.changed((K) key, (V) before, (V) after);
  }
}
