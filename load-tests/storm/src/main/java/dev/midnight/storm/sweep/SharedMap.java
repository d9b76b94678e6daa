package dev.midnight.storm.sweep;

import org.jspecify.annotations.Nullable;

/** A map of numbers that many threads read and write. */
interface SharedMap extends AutoCloseable {

  @Nullable Long get(Long key);

  void put(Long key, Long value);

  /** Returns when readers can see all that was put before. */
  default void settle() {}

  @Override
  default void close() {}
}
