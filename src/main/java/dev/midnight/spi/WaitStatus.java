package dev.midnight.spi;

import java.time.Duration;

/**
 * How often and how long threads waited for one thing, counted since the start of the cache.
 *
 * @param total the sum of all waits
 * @param longest the longest single wait
 */
public record WaitStatus(long count, Duration total, Duration longest) {

  /** Nobody waited. */
  public static final WaitStatus NONE = new WaitStatus(0, Duration.ZERO, Duration.ZERO);
}
