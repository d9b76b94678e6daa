package dev.midnight.autoconfigure;

import dev.midnight.CronSchedule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When the deltas of one cache are taken.
 *
 * @param schedule null for never
 * @param jitter by which this instance puts them off
 * @param explicit whether the cache asks for them itself, and not {@code midnight.defaults}
 */
record DeltaSettings(@Nullable CronSchedule schedule, Duration jitter, boolean explicit) {

  static final DeltaSettings NEVER = new DeltaSettings(null, Duration.ZERO, false);
}
