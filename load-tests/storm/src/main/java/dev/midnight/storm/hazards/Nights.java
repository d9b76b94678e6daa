package dev.midnight.storm.hazards;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.engine.SnapshotCacheBuilder;
import java.util.HashMap;
import java.util.Map;

/** A small data set of which every value is the day, so that a mixture of days shows. */
final class Nights {

  static final int ENTRIES = 20_000;

  private Nights() {}

  static Map<Integer, Integer> of(int day) {
    Map<Integer, Integer> rows = new HashMap<>(ENTRIES * 2);
    for (int key = 0; key < ENTRIES; key++) {
      rows.put(key, day);
    }
    return rows;
  }

  /** A cache that was loaded once. */
  static <K, V> SnapshotCache<K, V> cache(String name, SnapshotLoader<K, V> loader) {
    SnapshotCache<K, V> cache = SnapshotCacheBuilder.of(name, loader).build();
    cache.refresh().join();
    return cache;
  }
}
