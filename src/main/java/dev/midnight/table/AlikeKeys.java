package dev.midnight.table;

import java.util.HashMap;
import java.util.Map;

/**
 * The count of keys that nothing parts: they share a hash code and cannot be compared. Only {@code
 * equals} against all others tells whether such a key is there, so that a load of many takes time
 * that grows with their square, and each lookup reads them all. One thread's.
 */
final class AlikeKeys {

  /** The most of one hash code that a load may bring: some ten million calls of {@code equals}. */
  static final int MOST = 4_096;

  private final int most;
  private final Map<Long, Integer> counts = new HashMap<>();

  AlikeKeys(int most) {
    this.most = most;
  }

  /**
   * Counts a key that equals none before.
   *
   * @throws IllegalStateException where there are too many
   */
  void add(long mixed, Object key) {
    if (!(key instanceof Comparable<?>) && counts.merge(mixed, 1, Integer::sum) > most) {
      throw new IllegalStateException(
          "More than %d keys of class %s have the hash code %d and cannot be compared: each lookup would ask equals of all of them, so the load is refused. Give the class a hashCode that differs between its keys, or let it implement Comparable."
              .formatted(most, key.getClass().getName(), key.hashCode()));
    }
  }
}
