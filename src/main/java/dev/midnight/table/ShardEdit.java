package dev.midnight.table;

import dev.midnight.Changes;
import org.jspecify.annotations.Nullable;

/**
 * The changes to one shard before they become its successor. Keys that the shard holds keep their
 * identity and index; where none is new, the successor shares the pilots. Where nothing differs in
 * the end, the successor is the shard itself.
 */
final class ShardEdit {

  /** Marks of an index: the load gave the base's very value; gave a row that was buffered. */
  static final byte SEEN = 1;

  static final byte BUFFERED = 2;

  /** Mark of an index: a row was put into this edit. */
  private static final byte EDITED = 4;

  /** A shard from which so much was removed that this many times its keys fit is built anew. */
  private static final int SPARSE = 3;

  private final Shard base;
  private final byte[] marks;
  private final SameValue same;
  private final Duplicates duplicates;
  private final Rows inserts;
  private @Nullable Object @Nullable [] slots;
  private long updated;
  private long removed;
  private long added;

  ShardEdit(
      Shard base,
      byte @Nullable [] marks,
      SameValue same,
      Duplicates duplicates,
      Rows emptyScratch) {
    this.base = base;
    this.marks = marks == null ? new byte[base.capacity()] : marks;
    this.same = same;
    this.duplicates = duplicates;
    this.inserts = emptyScratch;
  }

  void put(long mixed, Object key, Object value) {
    int index = base.size == 0 ? -1 : base.find(mixed, key);
    if (index < 0) {
      inserts.add(mixed, key, value);
      return;
    }
    Object before = base.occupiedValueAt(index);
    Object after = same.same(before, value) ? before : value;
    if ((marks[index] & (SEEN | EDITED)) != 0) {
      after = duplicates.choose(key, valueAt(index), after);
    }
    marks[index] |= EDITED;
    write(index, base.keyAt(index), after);
  }

  void remove(long mixed, Object key) {
    int index = base.find(mixed, key);
    if (index >= 0) {
      write(index, null, null);
    }
  }

  /** Removes the keys for which no row was put. */
  void removeUnmarked() {
    for (int i = 0; i < base.capacity(); i++) {
      if ((marks[i] & (SEEN | EDITED)) == 0 && base.keyAt(i) != null) {
        write(i, null, null);
      }
    }
  }

  Shard finish(ShardBuilder builder) {
    countChanges();
    if (inserts.count == 0 && updated + removed == 0) {
      return base;
    }
    long kept = base.size - removed;
    if (inserts.count == 0 && kept == 0) {
      return Shard.EMPTY;
    }
    if (inserts.count == 0 && !sparse(kept) && !overflowShrank()) {
      return new Shard(current(), base.pilots, base.positions, (int) kept, base.overflow);
    }
    addKept();
    Shard built = builder.build(inserts, duplicates);
    added = built.size - kept;
    return built;
  }

  Changes changes() {
    return new Changes(added, updated, removed, base.size - updated - removed);
  }

  private void countChanges() {
    if (slots == null) {
      return;
    }
    for (int i = 0; i < base.capacity(); i++) {
      if (keyAt(i) == null) {
        removed += base.keyAt(i) == null ? 0 : 1;
      } else {
        updated += base.valueAt(i) == slots[(i << 1) + 1] ? 0 : 1;
      }
    }
  }

  private boolean sparse(long kept) {
    return removed > 0 && kept * SPARSE < base.positions;
  }

  /** The overflow is searched in order, so that it must not have free indices. */
  private boolean overflowShrank() {
    for (int i = base.positions; i < base.capacity(); i++) {
      if (keyAt(i) == null) {
        return true;
      }
    }
    return false;
  }

  private void addKept() {
    for (int i = 0; i < base.capacity(); i++) {
      Object key = keyAt(i);
      if (key != null) {
        inserts.add(HashMixer.mix(key), key, valueAt(i));
      }
    }
  }

  private @Nullable Object[] current() {
    return slots == null ? base.slots : slots;
  }

  private @Nullable Object keyAt(int index) {
    return current()[index << 1];
  }

  private Object valueAt(int index) {
    Object edited = current()[(index << 1) + 1];
    return edited == null ? base.occupiedValueAt(index) : edited;
  }

  private void write(int index, @Nullable Object key, @Nullable Object value) {
    if (slots == null) {
      if (base.valueAt(index) == value) {
        return;
      }
      slots = base.slots.clone();
    }
    slots[index << 1] = key;
    slots[(index << 1) + 1] = value;
  }
}
