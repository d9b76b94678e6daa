package dev.midnight.spi;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;

/** Makes the maps in which caches remember what they do not hold. Thread-safe. */
@FunctionalInterface
public interface MissStore {

  /**
   * An empty map of futures with atomic operations of its own.
   *
   * <p>A future that is not completed stays until it is taken out. A completed one may be dropped
   * at any time to keep within the size, and is dropped when it has been there too long.
   *
   * @param maximumSize entries
   * @param expireAfterWrite from the completion of a future
   */
  <K, R> ConcurrentMap<K, CompletableFuture<R>> create(long maximumSize, Duration expireAfterWrite);
}
