package dev.midnight.table;

import org.jspecify.annotations.Nullable;

/**
 * The comparison of two tables, shard by shard where both have the same number of them. Where one
 * shard succeeds the other, only what was changed is looked at; keys that are held as bits are not
 * made into objects to be looked up.
 */
final class TableDiff<K, V> {

  private final DiffVisitor<? super K, ? super V> visitor;

  TableDiff(DiffVisitor<? super K, ? super V> visitor) {
    this.visitor = visitor;
  }

  void compare(Table<K, V> one, Table<K, V> other) {
    Shard[] before = one.shards();
    Shard[] after = other.shards();
    if (one.geometry().equals(other.geometry())) {
      for (int i = 0; i < before.length; i++) {
        compare(before[i], after[i]);
      }
      return;
    }
    for (Shard shard : before) {
      visitOld(shard, other::get);
    }
    for (Shard shard : after) {
      visitNew(shard, one::get);
    }
  }

  private void compare(Shard before, Shard after) {
    if (before == after) {
      return;
    }
    if (before.pilots == after.pilots && before.cells == after.cells) {
      visitReplaced(before, after);
      visitPlaces(before, after, before.positions());
    } else if (before.pilots == after.pilots) {
      visitPlaces(before, after, 0);
    } else if (before.cells == after.cells) {
      visitOverlays(before, after);
    } else {
      visitOld(before, after::valueOf);
      visitNew(after, before::valueOf);
    }
  }

  /** Both have the same keys in the same places, but for those that one of them left free. */
  private void visitPlaces(Shard before, Shard after, int from) {
    for (int i = from; i < before.capacity(); i++) {
      visitPlace(before, after, i);
    }
  }

  private void visitPlace(Shard before, Shard after, int index) {
    Object old = before.valueAt(index);
    Object now = after.valueAt(index);
    Object key = old == now ? null : (old == null ? after : before).keyAt(index);
    if (key != null) {
      show(key, old, now);
    }
  }

  /** Both share their cells: where neither replaced the value, they have the same. */
  private void visitReplaced(Shard before, Shard after) {
    if (before.replaced != null) {
      before.replaced.forEach(position -> visitHeldByBoth(before, after, position));
    }
    if (after.replaced != null) {
      after.replaced.forEach(
          position -> {
            if (!before.isReplaced(position)) {
              visitHeldByBoth(before, after, position);
            }
          });
    }
  }

  private void visitHeldByBoth(Shard before, Shard after, int position) {
    if (!before.isStale(position) && !after.isStale(position)) {
      visitPlace(before, after, position);
    }
  }

  /**
   * Both share their cells, and differ in which of them hold no longer, which values are replaced,
   * and in their overflows.
   */
  private void visitOverlays(Shard before, Shard after) {
    visitReplaced(before, after);
    for (int i = 0; i < before.capacity(); i++) {
      if (i >= before.positions() || (after.isStale(i) && !before.isStale(i))) {
        visitOld(before.keyAt(i), before.valueAt(i), after::valueOf);
      }
    }
    for (int i = 0; i < after.capacity(); i++) {
      if (i >= after.positions() || (before.isStale(i) && !after.isStale(i))) {
        visitNew(after.keyAt(i), after.valueAt(i), before::valueOf);
      }
    }
  }

  private void visitOld(Shard shard, Values after) {
    for (int i = 0; i < shard.capacity(); i++) {
      visitOld(shard.keyAt(i), shard.valueAt(i), after);
    }
  }

  private void visitNew(Shard shard, Values before) {
    for (int i = 0; i < shard.capacity(); i++) {
      visitNew(shard.keyAt(i), shard.valueAt(i), before);
    }
  }

  private void visitOld(@Nullable Object key, @Nullable Object old, Values after) {
    if (key != null) {
      Object now = after.of(key);
      if (now != old) {
        show(key, old, now);
      }
    }
  }

  private void visitNew(@Nullable Object key, @Nullable Object now, Values before) {
    if (key != null && before.of(key) == null) {
      show(key, null, now);
    }
  }

  @SuppressWarnings("unchecked")
  private void show(Object key, @Nullable Object before, @Nullable Object after) {
    visitor.changed((K) key, (V) before, (V) after);
  }

  /** The other side's value of a key. */
  @FunctionalInterface
  private interface Values {
    @Nullable Object of(Object key);
  }
}
