package dev.midnight.write;

import dev.midnight.OverflowPolicy;
import java.time.Duration;

/**
 * How the writes of one cache are buffered.
 *
 * @param shards 0 for a number that fits the machine
 * @param capacity in distinct keys
 */
public record WriteSettings(
    String cache,
    int shards,
    int capacity,
    Duration drainInterval,
    OverflowPolicy overflow,
    Duration blockTimeout) {}
