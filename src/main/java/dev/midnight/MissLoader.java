package dev.midnight;

import org.jspecify.annotations.Nullable;

/**
 * Reads one entry that the snapshot does not hold from its source. A bean of this type that is
 * named or qualified after a cache ({@code citiesMissLoader}), or fits its types, is asked where
 * {@code miss.enabled} is true.
 */
@FunctionalInterface
public interface MissLoader<K, V> {

  /**
   * The value of a key, or null where the source holds none; both are remembered until the next
   * generation, a write of that key, or {@code miss.expire-after-write}.
   *
   * <p>Runs on a thread of its own, for several keys at a time. What it throws reaches the readers
   * that wait for this key and is not remembered. It is interrupted once it has taken ten times
   * {@code miss.timeout}, and when its cache is closed.
   */
  @Nullable V load(K key) throws Exception;
}
