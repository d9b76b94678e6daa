package dev.midnight.publish;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The numbers and times of a snapshot. */
record Stamp(long version, long generation, Instant loadedAt, Instant publishedAt) {

  /** Of a load that follows the given snapshot as that generation. */
  static Stamp ofLoad(
      @Nullable TableSnapshot<?, ?> previous, long generation, Instant loadedAt, Instant now) {
    return new Stamp(previous == null ? 1 : previous.version() + 1, generation, loadedAt, now);
  }

  /** Of a drain that follows: it makes nothing look fresher. */
  Stamp drained(Instant now) {
    return new Stamp(version + 1, generation, loadedAt, now);
  }

  /** Of the same state, found unchanged by a later load. */
  Stamp renewed(Instant newLoadedAt) {
    return new Stamp(version, generation, newLoadedAt, publishedAt);
  }
}
