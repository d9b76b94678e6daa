package dev.midnight.publish;

import dev.midnight.DerivedView;
import dev.midnight.Snapshot;
import dev.midnight.table.Table;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot over one table, with the indexes that belong to it. Immutable but for late indexes.
 */
final class TableSnapshot<K, V> implements Snapshot<K, V> {

  private final Table<K, V> table;
  private final Stamp stamp;
  private final Indexes<K, V> indexes;

  /** Shared by all snapshots of one generation, and by nothing else. */
  private final Object generationMark;

  /** A load that is the first of its generation. */
  TableSnapshot(Table<K, V> table, Stamp stamp, Indexes<K, V> indexes) {
    this(table, stamp, indexes, new Object());
  }

  private TableSnapshot(
      Table<K, V> table, Stamp stamp, Indexes<K, V> indexes, Object generationMark) {
    this.table = table;
    this.stamp = stamp;
    this.indexes = indexes;
    this.generationMark = generationMark;
  }

  /** The same entries and indexes with other numbers and times. */
  TableSnapshot<K, V> stamped(Stamp other) {
    return new TableSnapshot<>(table, other, indexes, generationMark);
  }

  /** Other entries, without indexes yet. */
  TableSnapshot<K, V> with(Table<K, V> other, Stamp otherStamp) {
    return new TableSnapshot<>(other, otherStamp, indexes.none(), generationMark);
  }

  Table<K, V> table() {
    return table;
  }

  Stamp stamp() {
    return stamp;
  }

  Object generationMark() {
    return generationMark;
  }

  Indexes<K, V> indexes() {
    return indexes;
  }

  @Override
  public long version() {
    return stamp.version();
  }

  @Override
  public long generation() {
    return stamp.generation();
  }

  @Override
  public Instant loadedAt() {
    return stamp.loadedAt();
  }

  @Override
  public Instant publishedAt() {
    return stamp.publishedAt();
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public @Nullable V get(K key) {
    return table.get(key);
  }

  @Override
  public Map<K, V> asMap() {
    return table.asMap();
  }

  @Override
  public <I> I view(DerivedView<I> view) {
    return indexes.of(view, this);
  }

  @Override
  public String toString() {
    return "Snapshot[version=%d, generation=%d, size=%d, loadedAt=%s]"
        .formatted(version(), generation(), size(), loadedAt());
  }
}
