package dev.midnight.table;

import org.jspecify.annotations.Nullable;

/** The receiver of the keys in which two tables differ. */
@FunctionalInterface
public interface DiffVisitor<K, V> {

  /**
   * One key that differs: {@code before} is null where it was added, {@code after} where removed.
   */
  void changed(K key, @Nullable V before, @Nullable V after);
}
