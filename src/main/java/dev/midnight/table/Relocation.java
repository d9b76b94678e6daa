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

  /** The entries under a mark. */
  static Table<?, ?> ofMarked(Table<?, ?> table, byte[][] marks, Geometry geometry) {
    TableBuilder<Object, Object> builder =
        new TableBuilder<>(Table.empty(), IDENTITY, DuplicatePolicy.LAST);
    Shard[] shards = table.shards();
    for (int s = 0; s < shards.length; s++) {
      byte[] ofShard = marks[s];
      for (int i = 0; ofShard != null && i < ofShard.length; i++) {
        Object key = ofShard[i] == 0 ? null : shards[s].keyAt(i);
        if (key != null) {
          builder.put(key, shards[s].occupiedValueAt(i));
        }
      }
    }
    return builder.buildInto(geometry).table();
  }
}
