package dev.midnight.spi;

import dev.midnight.spi.CacheMemory.Pin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a cache's generations, and which of them an operator holds on to.
 *
 * @param pinned null if it is not pinned
 * @param kept in the store, newest first
 * @param store null without one
 * @param notWarm why nothing was served from the stores of its group at the start, or null
 */
public record GenerationStatus(
    @Nullable Pin pinned,
    List<StoredGeneration> kept,
    @Nullable StoreStatus store,
    @Nullable String notWarm) {

  /** Of a cache that keeps nothing. */
  public static final GenerationStatus NONE = new GenerationStatus(null, List.of(), null, null);

  public GenerationStatus {
    kept = List.copyOf(kept);
  }
}
