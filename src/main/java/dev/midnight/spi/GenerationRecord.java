package dev.midnight.spi;

import dev.midnight.Changes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a generation says of itself.
 *
 * @param generation its number, from 1; rejected ones have numbers too
 * @param reason why it has that standing, where that needs one; a short text for an operator
 * @param cycle that loaded it, or 0 if none did
 * @param loadedAt the start of the successful load attempt
 * @param asOf the time of its data, if the loader said it
 * @param watermark up to which the source's changes are in it, if it takes deltas
 * @param changes from the generation before it
 */
public record GenerationRecord(
    long generation,
    Standing standing,
    @Nullable String reason,
    long cycle,
    Instant loadedAt,
    @Nullable Instant asOf,
    @Nullable String watermark,
    Changes changes) {

  public GenerationRecord {
    if (generation < 1) {
      throw new IllegalArgumentException(
          "A generation has number %d; numbers begin at 1.".formatted(generation));
    }
  }

  /** The same with another standing. */
  public GenerationRecord with(Standing other, @Nullable String why) {
    return new GenerationRecord(generation, other, why, cycle, loadedAt, asOf, watermark, changes);
  }
}
