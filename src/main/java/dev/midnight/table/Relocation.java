package dev.midnight.table;

import dev.midnight.DuplicatePolicy;

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
  static Table<?, ?> ofKnown(Table<?, ?> table, KnownRows known, Geometry geometry) {
    TableBuilder<Object, Object> builder =
        new TableBuilder<>(Table.empty(), IDENTITY, DuplicatePolicy.LAST);
    for (int s = 0; s < known.shards(); s++) {
      Shard shard = table.shard(s);
      known.came(s).stream()
          .forEach(i -> builder.put(shard.occupiedKeyAt(i), shard.occupiedValueAt(i)));
    }
    return builder.buildInto(geometry).table();
  }
}
