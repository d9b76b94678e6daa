package dev.midnight.table;

import dev.midnight.Changes;

/** A running sum of changes. One thread's. */
final class ChangeTally {

  private long added;
  private long updated;
  private long removed;
  private long unchanged;

  void add(Changes changes) {
    added += changes.added();
    updated += changes.updated();
    removed += changes.removed();
    unchanged += changes.unchanged();
  }

  Changes changes() {
    return new Changes(added, updated, removed, unchanged);
  }
}
