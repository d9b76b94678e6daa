package dev.midnight.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Watches the whole JVM for a while to find out who waits for whom. At most one profile is taken at
 * a time; of each cache that one was asked for on, the newest is kept. Thread-safe; nothing here
 * waits.
 */
public interface ContentionProfiler {

  /** The longest profile. */
  Duration LONGEST = Duration.ofMinutes(5);

  /**
   * Begins a profile.
   *
   * @param duration from 1 second to {@link #LONGEST}
   * @return false if one is being taken, or the application ends
   */
  boolean start(String cache, Duration duration);

  /** The newest profile that was asked for on that cache, or null before the first. */
  @Nullable ContentionProfile profile(String cache);
}
