package dev.midnight.refresh;

import dev.midnight.Trigger;
import java.time.Duration;
import java.time.Instant;

/**
 * A cycle that leaves the queue.
 *
 * @param delay from the time that it was due, or asked for, to its start
 */
record CycleStart(long cycle, Trigger trigger, boolean dryRun, Instant startedAt, Duration delay) {}
