package dev.midnight.table;

import dev.midnight.DuplicatePolicy;
import org.jspecify.annotations.Nullable;

/** The move of a table's entries into another geometry, by building it anew. */
final class Relocation {

  private static final SameValue IDENTITY = (one, other) -> one == other;

  private Relocation() {}

  /** All entries. */
  static <K, V> Table<K, V> of(Table<K, V> table, Geometry geometry) {
    TableBuilder<K, V> builder = new TableBuilder<>(Table.empty(), IDENTITY, DuplicatePolicy.LAST);
    table.asMap().forEach(builder::put);
    return builder.buildInto(geometry).table();
  }

  /** The entries for whose keys a row came. */
  static Table<?, ?> ofKnown(Table<?, ?> table, @Nullable KnownRows[] known, Geometry geometry) {
    TableBuilder<Object, Object> builder =
        new TableBuilder<>(Table.empty(), IDENTITY, DuplicatePolicy.LAST);
    Shard[] shards = table.shards();
    for (int s = 0; s < shards.length; s++) {
      KnownRows rows = known[s];
      if (rows != null) {
        Shard shard = shards[s];
        rows.came().stream()
            .forEach(i -> builder.put(shard.occupiedKeyAt(i), shard.occupiedValueAt(i)));
      }
    }
    return builder.buildInto(geometry).table();
  }
}
