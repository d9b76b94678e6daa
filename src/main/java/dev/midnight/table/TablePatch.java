package dev.midnight.table;

import dev.midnight.Changes;
import dev.midnight.DuplicatePolicy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A batch of changes on its way into a table: one edit for each shard that it touches. */
final class TablePatch<K, V> {

  private final Table<K, V> base;
  private final int shardCount;
  private final SameValue same;
  private final Duplicates duplicates;
  private final Map<Integer, ShardEdit> edits = new HashMap<>();

  TablePatch(Table<K, V> base, SameValue same) {
    this.base = base;
    this.shardCount = base.geometry().shards();
    this.same = same;
    this.duplicates = new Duplicates(same, DuplicatePolicy.LAST);
  }

  Table.Patched<K, V> apply(Map<K, ? extends @Nullable V> changes) {
    changes.forEach(this::change);
    Map<Integer, Shard> replaced = new HashMap<>();
    ChangeTally tally = new ChangeTally();
    ShardBuilder builder = new ShardBuilder(base.geometry(), Integer.MAX_VALUE);
    edits.forEach(
        (index, edit) -> {
          replaced.put(index, edit.finish(builder));
          tally.add(edit.changes());
        });
    return patched(replaced, tally.changes());
  }

  private void change(K key, @Nullable V value) {
    if (key == null) {
      throw new NullPointerException(
          "A change has a null key: a table holds none, so that nothing was changed.");
    }
    long mixed = HashMixer.mix(key);
    ShardEdit edit = edits.computeIfAbsent(HashMixer.shard(mixed, shardCount), this::newEdit);
    if (value == null) {
      edit.remove(mixed, key);
    } else {
      edit.put(mixed, key, value);
    }
  }

  private ShardEdit newEdit(int index) {
    return new ShardEdit(base.shard(index), same, duplicates, new Rows(4));
  }

  private Table.Patched<K, V> patched(Map<Integer, Shard> replaced, Changes touched) {
    long size = base.size() + touched.added() - touched.removed();
    long unchanged = base.size() - touched.updated() - touched.removed();
    Changes changes = new Changes(touched.added(), touched.updated(), touched.removed(), unchanged);
    if (changes.total() == 0) {
      return new Table.Patched<>(base, changes, bytes(replaced));
    }
    Table<K, V> table = base.with(replaced, Math.toIntExact(size));
    Geometry fitting = base.geometry().fitTo(size);
    if (fitting.kind() != KeyKind.REFERENCES
        && replaced.values().stream().anyMatch(Shard::foreign)) {
      fitting = fitting.fitTo(size, KeyKind.REFERENCES);
    }
    boolean fits = fitting.equals(base.geometry());
    if (fits) {
      return new Table.Patched<>(table, changes, bytes(replaced));
    }
    Table<K, V> whole = Relocation.of(table, fitting);
    return new Table.Patched<>(whole, changes, whole.bytes());
  }

  private static long bytes(Map<Integer, Shard> replaced) {
    return replaced.values().stream().mapToLong(shard -> shard.bytes(HeapLayout.CURRENT)).sum();
  }
}
