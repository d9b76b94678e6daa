package dev.midnight.publish;

import dev.midnight.Changes;
import dev.midnight.table.SameValue;
import dev.midnight.table.Table;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a load, which compared itself with the table at its beginning, corrected for the
 * keys that were written since: only those differ between the table then and now, and between what
 * was loaded and what is published.
 */
final class CorrectedChanges {

  private final SameValue same;
  private long added;
  private long updated;
  private long removed;
  private long unchanged;

  CorrectedChanges(Changes counted, SameValue same) {
    this.same = same;
    this.added = counted.added();
    this.updated = counted.updated();
    this.removed = counted.removed();
    this.unchanged = counted.unchanged();
  }

  /** Takes the keys out of the counts, as they changed between these tables. */
  <K, V> CorrectedChanges without(Set<K> keys, Table<K, V> before, Table<K, V> after) {
    keys.forEach(key -> count(before.get(key), after.get(key), -1));
    return this;
  }

  /** Counts the keys in, as they changed between these tables. */
  <K, V> CorrectedChanges with(Set<K> keys, Table<K, V> before, Table<K, V> after) {
    keys.forEach(key -> count(before.get(key), after.get(key), 1));
    return this;
  }

  Changes changes() {
    return new Changes(added, updated, removed, unchanged);
  }

  private void count(@Nullable Object before, @Nullable Object after, int sign) {
    if (before == null) {
      added += after == null ? 0 : sign;
    } else if (after == null) {
      removed += sign;
    } else if (before == after || same.same(before, after)) {
      unchanged += sign;
    } else {
      updated += sign;
    }
  }
}
