package dev.midnight.table;

import dev.midnight.Changes;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The changes to one shard before they become its successor. Keys that the shard holds keep their
 * identity. Few other values become {@link ReplacedValues}, few keys that come and go a {@link
 * ShardOverlay}, many values new pairs under the same pilots, all else a shard built anew. Where
 * nothing differs in the end, the successor is the shard itself.
 */
final class ShardEdit {

  /** A shard from which so much was removed that this many times its keys fit is built anew. */
  private static final int SPARSE = 3;

  private final Shard base;
  private final SameValue same;
  private final Duplicates duplicates;
  private final Rows inserts;

  /** The indices for which a row came. */
  private BitSet came = new BitSet();

  /** Those that are among the written. */
  private final BitSet isWritten = new BitSet();

  /** The values anew, once they are too many to be laid over the base's. */
  private @Nullable Cells cells;

  private @Nullable Overflow overflow;
  private int[] written = new int[4];

  /** What was written there, unless {@link #cells} or the overflow has it. */
  private @Nullable Object[] values = new Object[4];

  private int writtenCount;

  /** Those of them that were not laid over the base before. */
  private int writtenFirst;

  private boolean rebuild;
  private long updated;
  private long removed;
  private long added;

  ShardEdit(Shard base, SameValue same, Duplicates duplicates, Rows emptyScratch) {
    this.base = base;
    this.same = same;
    this.duplicates = duplicates;
    this.inserts = emptyScratch;
    this.overflow = base.overflow;
  }

  /** Puts the rows of a load for the base's keys, the first of all. */
  void putAll(KnownByShard rows, int shard) {
    came = rows.same(shard);
    rows.forEachKept(shard, this::putAt);
  }

  /** Puts a row whose key the base may hold. */
  void put(long mixed, Object key, Object value) {
    int index = base.size == 0 ? -1 : base.find(mixed, key);
    if (index < 0) {
      insert(mixed, key, value);
    } else {
      Object before = base.occupiedValueAt(index);
      putAt(index, same.same(before, value) ? before : value);
    }
  }

  /** Puts a row whose key the base does not hold. */
  void insert(long mixed, Object key, Object value) {
    inserts.add(mixed, key, value);
  }

  /** Puts a row for the key at an index; a value that is the same as the base's is that one. */
  private void putAt(int index, Object value) {
    Object earlier = came.get(index) ? valueAt(index) : null;
    came.set(index);
    write(
        index,
        earlier == null ? value : duplicates.choose(base.occupiedKeyAt(index), earlier, value));
  }

  void remove(long mixed, Object key) {
    int index = base.find(mixed, key);
    if (index >= 0) {
      write(index, null);
    }
  }

  /** Removes the keys for which no row was put. */
  void removeAbsent() {
    for (int i = came.nextClearBit(0); i < base.capacity(); i = came.nextClearBit(i + 1)) {
      if (base.valueAt(i) != null) {
        write(i, null);
      }
    }
  }

  private @Nullable Object valueAt(int index) {
    if (overflow != null && index >= base.positions()) {
      return overflow.valueAt(index - base.positions());
    }
    if (cells != null) {
      return cells.valueAt(index);
    }
    return isWritten.get(index) ? values[writtenPlaceOf(index)] : base.placedValueAt(index);
  }

  /** Few are written before the cells are copied, and seldom one of them twice. */
  private int writtenPlaceOf(int index) {
    int place = 0;
    while (written[place] != index) {
      place++;
    }
    return place;
  }

  /** The value now at a written index. */
  private @Nullable Object writtenValue(int place) {
    return cells == null && written[place] < base.positions()
        ? values[place]
        : valueAt(written[place]);
  }

  private void write(int index, @Nullable Object value) {
    if (valueAt(index) == value) {
      return;
    }
    remember(index);
    if (index >= base.positions()) {
      writeOverflow(index - base.positions(), value);
    } else if (cells == null && ShardOverlay.suits(base, writtenFirst)) {
      values[writtenPlaceOf(index)] = value;
    } else {
      copiedCells().setValue(index, value, base.cells);
    }
  }

  private void remember(int index) {
    if (isWritten.get(index)) {
      return;
    }
    if (writtenCount == written.length) {
      written = Arrays.copyOf(written, 2 * writtenCount);
      values = Arrays.copyOf(values, 2 * writtenCount);
    }
    if (index < base.positions()) {
      values[writtenCount] = valueAt(index);
      writtenFirst += base.isReplaced(index) ? 0 : 1;
    }
    written[writtenCount++] = index;
    isWritten.set(index);
  }

  private Cells copiedCells() {
    Cells copy = cells;
    if (copy == null) {
      copy = base.cellsWithReplaced();
      for (int i = 0; i < writtenCount; i++) {
        if (written[i] < base.positions()) {
          copy.setValue(written[i], values[i], base.cells);
        }
      }
      cells = copy;
    }
    return copy;
  }

  /** The overflow is searched in order, so that a gap in it makes the shard be built anew. */
  private void writeOverflow(int index, @Nullable Object value) {
    Overflow original = base.overflow;
    Overflow written = overflow;
    if (original == null || written == null) {
      throw new IllegalStateException("The shard has no overflow.");
    }
    if (written == original) {
      written = original.copy();
      overflow = written;
    }
    written.set(index, value, original);
    rebuild |= value == null;
  }

  Shard finish(ShardBuilder builder) {
    countChanges();
    if (inserts.count == 0 && updated + removed == 0) {
      return base;
    }
    int kept = (int) (base.size - removed);
    if (!sparse(kept) && ShardOverlay.suits(base, inserts.count + writtenFirst)) {
      builder.dropDuplicates(inserts, duplicates);
      added = inserts.count;
      return added + removed == 0
          ? base.with(replacedValues(), overflow)
          : overlay().shard(replacedValues(), kept + inserts.count);
    }
    if (inserts.count == 0 && !rebuild && !sparse(kept)) {
      return base.with(copiedCells(), overflow, kept);
    }
    if (writtenCount > 0) {
      copiedCells();
    }
    addKept();
    Shard built = builder.build(inserts, duplicates);
    added = (long) built.size - kept;
    return built;
  }

  private ShardOverlay overlay() {
    ShardOverlay overlay = new ShardOverlay(base, inserts);
    if (overflow != null) {
      overlay.keep(overflow);
    }
    for (int i = 0; i < writtenCount; i++) {
      int index = written[i];
      Object key = index < base.positions() ? base.keyAt(index) : null;
      if (key != null && writtenValue(i) == null) {
        overlay.remove(index, key);
      }
    }
    return overlay;
  }

  private @Nullable ReplacedValues replacedValues() {
    int[] positions = new int[writtenCount];
    @Nullable Object[] replacing = new Object[writtenCount];
    int count = 0;
    for (int i = 0; i < writtenCount; i++) {
      if (written[i] < base.positions()) {
        Object value = writtenValue(i);
        positions[count] = written[i];
        replacing[count++] = value == base.cells.valueAt(written[i]) ? null : value;
      }
    }
    return ReplacedValues.of(base.replaced, base.positions(), positions, replacing, count);
  }

  Changes changes() {
    return new Changes(added, updated, removed, base.size - updated - removed);
  }

  private void countChanges() {
    for (int i = 0; i < writtenCount; i++) {
      Object value = writtenValue(i);
      removed += value == null ? 1 : 0;
      updated += value == null || value == base.valueAt(written[i]) ? 0 : 1;
    }
  }

  private boolean sparse(long kept) {
    return removed > 0 && kept * SPARSE < base.positions();
  }

  private void addKept() {
    for (int i = 0; i < base.capacity(); i++) {
      Object key = base.keyAt(i);
      Object value = valueAt(i);
      if (key != null && value != null) {
        inserts.add(HashMixer.mix(key), key, value);
      }
    }
  }
}
