package dev.midnight;

import org.jspecify.annotations.Nullable;

/** The entries that differ between two consecutive snapshots. Immutable; walked on demand. */
public interface SnapshotDiff<K, V> {

  /** How many entries differ. */
  Changes counts();

  /** Visits each entry that differs, in no particular order. */
  void forEach(Visitor<? super K, ? super V> visitor);

  /** Takes one difference. */
  @FunctionalInterface
  interface Visitor<K, V> {

    /**
     * One entry differs.
     *
     * @param before null if the key was added
     * @param after null if the key was removed
     */
    void changed(K key, @Nullable V before, @Nullable V after);
  }
}
