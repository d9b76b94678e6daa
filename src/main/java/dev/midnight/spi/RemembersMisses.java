package dev.midnight.spi;

import dev.midnight.SnapshotCache;

/** A cache that can remember what its snapshot does not hold. */
public interface RemembersMisses<K, V> extends SnapshotCache<K, V> {

  /** Its memory; one that forgets at once where none was set up. */
  Misses<K, V> misses();
}
