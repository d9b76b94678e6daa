package dev.midnight.publish;

import dev.midnight.Changes;
import dev.midnight.Snapshot;
import dev.midnight.table.DiffVisitor;
import dev.midnight.table.Table;

/** What a load has built, with its derived views, before anybody but validators can see it. */
public final class Candidate<K, V> {

  private final Publisher<K, V> owner;
  private final LoadMark<K, V> mark;
  private final TableSnapshot<K, V> loaded;
  private final Changes changes;
  private final long number;

  Candidate(
      Publisher<K, V> owner,
      LoadMark<K, V> mark,
      TableSnapshot<K, V> loaded,
      Changes changes,
      long number) {
    this.owner = owner;
    this.mark = mark;
    this.loaded = loaded;
    this.changes = changes;
    this.number = number;
  }

  /**
   * The load as a snapshot. Its version and generation are those that it would get if it were
   * published now; writes that arrived while it loaded are not in it yet.
   */
  public Snapshot<K, V> snapshot() {
    return loaded;
  }

  /** The table that was current when the load began. */
  public Table<K, V> before() {
    return mark.previous();
  }

  /** The difference to the table that was current when the load began. */
  public Changes changes() {
    return changes;
  }

  /** Shows in which keys it differs from the table that was current when the load began. */
  public void differences(DiffVisitor<? super K, ? super V> visitor) {
    Table.diff(mark.previous(), loaded.table(), visitor);
  }

  /** The generation that it must be published as, or 0 for the next one. */
  long number() {
    return number;
  }

  Publisher<K, V> owner() {
    return owner;
  }

  LoadMark<K, V> mark() {
    return mark;
  }

  TableSnapshot<K, V> loaded() {
    return loaded;
  }
}
