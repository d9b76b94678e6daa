package dev.midnight.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A growing list of keys with their mixed hashes and values, in order. Not thread-safe. */
final class Rows {

  long[] hashes;
  @Nullable Object[] keys;
  @Nullable Object[] values;
  int count;

  Rows(int capacity) {
    hashes = new long[capacity];
    keys = new Object[capacity];
    values = new Object[capacity];
  }

  void add(long hash, Object key, Object value) {
    if (count == hashes.length) {
      grow();
    }
    hashes[count] = hash;
    keys[count] = key;
    values[count] = value;
    count++;
  }

  private void grow() {
    int capacity = Math.max(16, count + (count >> 1));
    hashes = Arrays.copyOf(hashes, capacity);
    keys = Arrays.copyOf(keys, capacity);
    values = Arrays.copyOf(values, capacity);
  }

  void clear() {
    Arrays.fill(keys, 0, count, null);
    Arrays.fill(values, 0, count, null);
    count = 0;
  }

  /** Closes the gaps that rows with no value any more leave; the order stays. */
  void compact() {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (values[i] != null) {
        hashes[kept] = hashes[i];
        keys[kept] = keys[i];
        values[kept++] = values[i];
      }
    }
    Arrays.fill(keys, kept, count, null);
    Arrays.fill(values, kept, count, null);
    count = kept;
  }

  Object key(int index) {
    return present(keys[index]);
  }

  Object value(int index) {
    return present(values[index]);
  }

  private static Object present(@Nullable Object element) {
    if (element == null) {
      throw new IllegalStateException("A buffered row has lost its key or value.");
    }
    return element;
  }
}
