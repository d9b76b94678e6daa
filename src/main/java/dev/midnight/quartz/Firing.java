package dev.midnight.quartz;

import dev.midnight.Trigger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call that a trigger has decided on.
 *
 * @param due the scheduled time, before jitter; of several missed ones, the first
 * @param reason why to run, or null if it came too late and must not run
 */
record Firing(Instant due, @Nullable Trigger reason) {}
