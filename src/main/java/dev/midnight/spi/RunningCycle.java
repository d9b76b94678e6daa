package dev.midnight.spi;

import dev.midnight.Phase;
import dev.midnight.Trigger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a running refresh cycle is.
 *
 * @param rows put so far
 * @param rowsPerSecond mean over the load so far
 * @param percent of the rows that the loader said to expect, 0 to 100, or null if it did not say
 * @param deadline when the load is cancelled
 * @param cancelled whether it was told to stop
 */
public record RunningCycle(
    long cycle,
    Trigger trigger,
    Phase phase,
    long rows,
    long rowsPerSecond,
    @Nullable Integer percent,
    Instant startedAt,
    Instant deadline,
    boolean cancelled,
    boolean dryRun) {}
