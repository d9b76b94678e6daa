package dev.midnight.spi;

import java.io.IOException;

/** Opens the stores of one kind. Thread-safe. */
public interface SnapshotStores {

  /** The value of {@code store.type} that asks for this kind, such as {@code file}. */
  String type();

  /**
   * Opens the store of one cache and tries to gain the right to write; without it, the store can be
   * read, and tries again with every {@link SnapshotStore#save}.
   *
   * @throws IllegalArgumentException if the settings cannot work: a mistake to be told at start-up
   * @throws IOException if the medium cannot be used now; the cache begins without it, and each of
   *     its refreshes tries again
   */
  <K, V> SnapshotStore<K, V> open(StoreSettings settings, SnapshotCodec<K, V> codec)
      throws IOException;
}
