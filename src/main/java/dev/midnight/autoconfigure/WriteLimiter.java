package dev.midnight.autoconfigure;

import dev.midnight.spi.WritePermits;
import java.time.Duration;

/** Makes the limits that {@code write.rate-limit} asks for. */
@FunctionalInterface
interface WriteLimiter {

  /**
   * The limit of one cache.
   *
   * @param patience how long a writer may be made to wait
   */
  WritePermits limit(String cache, int perSecond, Duration patience);
}
