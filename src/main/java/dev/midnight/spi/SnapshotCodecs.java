package dev.midnight.spi;

import java.lang.reflect.Type;

/** Finds the codec of a cache. Thread-safe. */
@FunctionalInterface
public interface SnapshotCodecs {

  /**
   * The codec for entries of these declared types.
   *
   * @throws IllegalArgumentException if there is none: the types are unknown, or cannot be read
   *     back; says the remedy
   */
  SnapshotCodec<?, ?> codec(String cache, Type key, Type value);
}
