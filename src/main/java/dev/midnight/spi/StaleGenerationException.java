package dev.midnight.spi;

import java.io.IOException;

/** Thrown when a generation is not newer than what the store holds; nothing was stored. */
public class StaleGenerationException extends IOException {

  private static final long serialVersionUID = 1L;

  private final long newest;

  /** For a generation of that cache, refused because of a newer one. */
  public StaleGenerationException(String cache, long generation, long newest) {
    super(
        "Cache '%s': generation %d was not stored, generation %d is already there and numbers only grow."
                .formatted(cache, generation, newest)
            + " What is stored stays. Another instance may use the same store.");
    this.newest = newest;
  }

  /** The highest number in the store. */
  public long newest() {
    return newest;
  }
}
