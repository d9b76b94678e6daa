package dev.midnight.publish;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The numbers and times of a snapshot.
 *
 * @param watermark up to which the source's changes are in it, or null if that is unknown
 */
record Stamp(
    long version,
    long generation,
    Instant loadedAt,
    Instant publishedAt,
    @Nullable String watermark) {

  /** Of a load that follows the given snapshot as that generation. */
  static Stamp ofLoad(
      @Nullable TableSnapshot<?, ?> previous,
      long generation,
      Instant loadedAt,
      Instant now,
      @Nullable String watermark) {
    return new Stamp(
        previous == null ? 1 : previous.version() + 1, generation, loadedAt, now, watermark);
  }

  /** Of a drain that follows: it makes nothing look fresher. */
  Stamp drained(Instant now) {
    return new Stamp(version + 1, generation, loadedAt, now, watermark);
  }

  /** Of the same state, found unchanged by a later load. */
  Stamp renewed(Instant newLoadedAt, @Nullable String newWatermark) {
    return new Stamp(version, generation, newLoadedAt, publishedAt, newWatermark);
  }

  /** Of a delta: newer changes, but no load of the whole source, from which the age runs. */
  Stamp upTo(String newWatermark) {
    return new Stamp(version, generation, loadedAt, publishedAt, newWatermark);
  }
}
