package dev.midnight.publish;

import dev.midnight.Changes;
import dev.midnight.Snapshot;

/** What a load has built, with its derived views, before anybody but validators can see it. */
public final class Candidate<K, V> {

  private final Publisher<K, V> owner;
  private final LoadMark<K, V> mark;
  private final TableSnapshot<K, V> loaded;
  private final Changes changes;

  Candidate(
      Publisher<K, V> owner, LoadMark<K, V> mark, TableSnapshot<K, V> loaded, Changes changes) {
    this.owner = owner;
    this.mark = mark;
    this.loaded = loaded;
    this.changes = changes;
  }

  /**
   * The load as a snapshot. Its version and generation are those that it would get if it were
   * published now; writes that arrived while it loaded are not in it yet.
   */
  public Snapshot<K, V> snapshot() {
    return loaded;
  }

  /** The difference to the table that was current when the load began. */
  public Changes changes() {
    return changes;
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
