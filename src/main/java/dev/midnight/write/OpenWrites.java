package dev.midnight.write;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one shard between two cuts, by key: a small hash table to which keys are only
 * added, and whose values anybody may replace.
 *
 * <p>Concurrency: whoever holds the shard's lock adds keys, grows the table, and takes it. A writer
 * of a key that is here needs no lock: it replaces the key's value by one compare-and-set. Who
 * holds the lock shuts that way by holding the cell, which no writer replaces: the writer then asks
 * for the lock. All cells are held for good before a table is left for a larger one or taken by a
 * cut, and those of a {@code putAll} while its values are stored. So no value is replaced after it
 * was taken, and a writer that follows one part of a {@code putAll} follows all of it.
 *
 * <p>A key is looked for in a few cells only. Keys that find no place there, which takes poor or
 * hostile hash codes, are kept in an ordinary map, and written under the lock.
 */
final class OpenWrites<K, V> {

  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(Object[].class);
  private static final Object HELD = new Object();
  private static final Object REMOVED = new Object();
  private static final int SMALLEST = 16;
  private static final int REACH = 16;
  private static final int ABSENT = -1;

  private final PendingFutures futures;
  private final long since;
  private final @Nullable Object[] keys;
  private final @Nullable Object[] values;
  private final int shift;

  /** Filled by the cut, made before, so that a cut allocates nothing. */
  private final @Nullable Object[] taken;

  /** Guarded by the shard's lock, like the next. */
  private int size;

  private final Map<K, @Nullable V> crowded;

  OpenWrites(PendingFutures futures) {
    this(futures, System.nanoTime(), SMALLEST, new HashMap<>(0));
  }

  private OpenWrites(
      PendingFutures futures, long since, int capacity, Map<K, @Nullable V> crowded) {
    this.futures = futures;
    this.since = since;
    this.keys = new Object[capacity];
    this.values = new Object[capacity];
    this.taken = new Object[capacity];
    this.shift = Integer.numberOfLeadingZeros(capacity) + 1;
    this.crowded = crowded;
  }

  /** The callers that wait until all of this is visible. */
  PendingFutures futures() {
    return futures;
  }

  /** When the first write came, by {@link System#nanoTime}. */
  long since() {
    return since;
  }

  /** The place of a key's value, or a negative number. Needs no lock. */
  int find(K key) {
    return find(keys, shift, key);
  }

  /** Replaces a value without the lock, or says that this is not the time for it. */
  boolean replace(int place, @Nullable V value) {
    Object written = value == null ? REMOVED : value;
    Object seen = CELL.getAcquire(values, place);
    while (seen != HELD) {
      Object found = CELL.compareAndExchange(values, place, seen, written);
      if (found == seen) {
        return true;
      }
      seen = found;
    }
    return false;
  }

  /** Called under the lock, like all that follows. */
  boolean holds(K key) {
    return find(key) >= 0 || (!crowded.isEmpty() && crowded.containsKey(key));
  }

  /** Makes writers of this key, if it is here, ask for the lock until its next value is stored. */
  void hold(K key) {
    int place = find(key);
    if (place >= 0) {
      CELL.setVolatile(values, place, HELD);
    }
  }

  /** This table, or a larger one with the same writes, so that so many keys find room. */
  OpenWrites<K, V> withRoomFor(int more) {
    int needed = size + more;
    if (needed <= keys.length / 2) {
      return this;
    }
    int capacity = Math.max(SMALLEST, Integer.highestOneBit(needed) * 4);
    OpenWrites<K, V> larger = new OpenWrites<>(futures, since, capacity, new HashMap<>(crowded));
    for (int i = 0; i < keys.length; i++) {
      Object key = keys[i];
      if (key != null) {
        larger.add(keyOf(key), CELL.getAndSet(values, i, HELD));
      }
    }
    larger.size += crowded.size();
    return larger;
  }

  /**
   * Stores a value, for a key that is new or here.
   *
   * @return whether it is new
   */
  boolean store(K key, @Nullable V value) {
    int place = find(key);
    if (place >= 0) {
      CELL.setVolatile(values, place, value == null ? REMOVED : value);
      return false;
    }
    if (!crowded.isEmpty() && crowded.containsKey(key)) {
      crowded.put(key, value);
      return false;
    }
    add(key, value == null ? REMOVED : value);
    return true;
  }

  /** Takes everything; nothing can be written here after it. */
  CutEntries<K, V> take() {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != null) {
        Object last = CELL.getAndSet(values, i, HELD);
        taken[i] = last == REMOVED ? null : last;
      }
    }
    return new CutEntries<>(keys, taken, shift, crowded, size);
  }

  static int find(@Nullable Object[] keys, int shift, Object key) {
    int mask = keys.length - 1;
    int home = home(key, shift);
    for (int i = 0; i < REACH; i++) {
      int place = (home + i) & mask;
      Object candidate = CELL.getAcquire(keys, place);
      if (candidate == null) {
        return ABSENT;
      }
      if (candidate == key || key.equals(candidate)) {
        return place;
      }
    }
    return ABSENT;
  }

  /** The value first, the key then: who finds the key finds a value. */
  private void add(K key, @Nullable Object cell) {
    size++;
    int mask = keys.length - 1;
    int home = home(key, shift);
    for (int i = 0; i < REACH; i++) {
      int place = (home + i) & mask;
      if (keys[place] == null) {
        CELL.setRelease(values, place, cell);
        CELL.setRelease(keys, place, key);
        return;
      }
    }
    crowded.put(key, valueOf(cell));
  }

  private static int home(Object key, int shift) {
    return (key.hashCode() * 0x9E3779B9) >>> shift;
  }

  @SuppressWarnings("unchecked")
  private K keyOf(Object key) {
    return (K) key;
  }

  @SuppressWarnings("unchecked")
  private @Nullable V valueOf(@Nullable Object cell) {
    return cell == REMOVED ? null : (V) cell;
  }
}
