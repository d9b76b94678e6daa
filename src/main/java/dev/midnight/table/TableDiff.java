package dev.midnight.table;

import org.jspecify.annotations.Nullable;

/** The comparison of two tables, shard by shard where both have the same number of them. */
final class TableDiff<K, V> {

  private final DiffVisitor<? super K, ? super V> visitor;

  TableDiff(DiffVisitor<? super K, ? super V> visitor) {
    this.visitor = visitor;
  }

  void compare(Shard[] before, Shard[] after) {
    for (int i = 0; i < before.length; i++) {
      if (before.length != after.length || before[i] != after[i]) {
        visitOld(before[i], after);
      }
    }
    for (int i = 0; i < after.length; i++) {
      if (before.length != after.length || before[i] != after[i]) {
        visitNew(after[i], before);
      }
    }
  }

  private void visitOld(Shard shard, Shard[] after) {
    for (int i = 0; i < shard.capacity(); i++) {
      Object key = shard.keyAt(i);
      if (key != null) {
        Object newer = lookUp(after, key);
        if (newer != shard.valueAt(i)) {
          show(key, shard.valueAt(i), newer);
        }
      }
    }
  }

  private void visitNew(Shard shard, Shard[] before) {
    for (int i = 0; i < shard.capacity(); i++) {
      Object key = shard.keyAt(i);
      if (key != null && lookUp(before, key) == null) {
        show(key, null, shard.valueAt(i));
      }
    }
  }

  private static @Nullable Object lookUp(Shard[] shards, Object key) {
    long mixed = HashMixer.mix(key);
    return shards[HashMixer.shard(mixed, shards.length)].get(mixed, key);
  }

  @SuppressWarnings("unchecked")
  private void show(Object key, @Nullable Object before, @Nullable Object after) {
    visitor.changed((K) key, (V) before, (V) after);
  }
}
