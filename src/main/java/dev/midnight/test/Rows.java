package dev.midnight.test;

import dev.midnight.SnapshotLoader;
import java.util.LinkedHashMap;
import java.util.Map;

/** A loader of rows that are known beforehand. */
final class Rows {

  private Rows() {}

  /** Puts the rows as they are now, in their order. */
  static <K, V> SnapshotLoader<K, V> of(Map<? extends K, ? extends V> rows) {
    Map<K, V> copy = new LinkedHashMap<>(rows);
    return (out, context) -> copy.forEach(out::put);
  }
}
