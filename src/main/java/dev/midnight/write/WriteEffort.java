package dev.midnight.write;

import java.time.Duration;

/**
 * What the settings of a write path came to since its start.
 *
 * @param shards of the buffer
 * @param interval the shortest time between two drains
 * @param fullest the most places of the buffer that a drain found taken
 * @param used the time of a processor that drains took
 * @param copied the heap bytes of the table that drains copied, keys and values aside
 */
public record WriteEffort(int shards, Duration interval, int fullest, Duration used, long copied) {}
