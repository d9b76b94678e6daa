package dev.midnight.spi;

import java.time.Instant;

/**
 * A generation in a store.
 *
 * @param about with its standing now
 * @param size entries
 * @param bytes that it takes in the store
 * @param savedAt when it was stored
 */
public record StoredGeneration(GenerationRecord about, long size, long bytes, Instant savedAt) {

  /** Its number. */
  public long generation() {
    return about.generation();
  }

  /** Its standing now. */
  public Standing standing() {
    return about.standing();
  }
}
