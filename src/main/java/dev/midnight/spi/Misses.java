package dev.midnight.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a cache knows of keys that its snapshot does not hold: bounded, and never older than the
 * current generation or the last write of the key. Thread-safe; nothing here waits.
 */
public interface Misses<K, V> {

  /** What the current snapshot holds or what is remembered, or null where nothing is known. */
  @Nullable Found<V> find(K key);

  /** A turn of the caller's own that nobody else waits for. */
  MissTurn<V> begin(K key);

  /** The turn of whoever is at that key already, or else one that others wait for. */
  MissTurn<V> join(K key);

  /** Forgets everything; what is being found out is not remembered either. */
  void forgetAll();

  /** The counts since the start. */
  MissStatus status();
}
