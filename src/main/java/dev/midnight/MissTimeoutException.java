package dev.midnight;

import java.time.Duration;

/**
 * Thrown by {@link SnapshotCache#get} after {@code miss.timeout}: whether the source holds the key
 * is not known. The load goes on, and later readers find its result.
 */
public final class MissTimeoutException extends MissLoadException {

  private static final long serialVersionUID = 1L;

  /** For the cache of that name, whose readers wait so long at most. */
  public MissTimeoutException(String cache, Duration timeout) {
    super(
        "Cache '%s': a key that its snapshot does not hold was not loaded within %s. Whether the source holds it is not known, so that this read fails; the load goes on for the next one. See midnight.caches.%s.miss.timeout."
            .formatted(cache, timeout, cache));
  }
}
