package dev.midnight.table;

import dev.midnight.DuplicatePolicy;
import org.jspecify.annotations.Nullable;

/** The rule for two rows of one key in one load, and the count of what it dropped. One thread's. */
final class Duplicates {

  private final SameValue same;
  private final DuplicatePolicy policy;
  private long dropped;
  private long conflicts;
  private @Nullable Object firstConflict;

  Duplicates(SameValue same, DuplicatePolicy policy) {
    this.same = same;
    this.policy = policy;
  }

  /** The value that stays of an earlier and a later row. */
  Object choose(Object key, Object earlier, Object later) {
    dropped++;
    if (same.same(earlier, later)) {
      return earlier;
    }
    conflicts++;
    if (firstConflict == null) {
      firstConflict = key;
    }
    return policy == DuplicatePolicy.LAST ? later : earlier;
  }

  void addDropped(long equalRows) {
    dropped += equalRows;
  }

  void add(Duplicates other) {
    dropped += other.dropped;
    conflicts += other.conflicts;
    if (firstConflict == null) {
      firstConflict = other.firstConflict;
    }
  }

  long dropped() {
    return dropped;
  }

  /** The rows whose value differed from an earlier row's. */
  long conflicts() {
    return conflicts;
  }

  @Nullable Object firstConflict() {
    return firstConflict;
  }
}
