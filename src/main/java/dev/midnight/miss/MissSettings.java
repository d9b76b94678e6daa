package dev.midnight.miss;

import java.time.Duration;

/**
 * What the misses of a cache are told once.
 *
 * @param maximumSize keys that are remembered
 * @param expireAfterWrite how long
 * @param timeout how long a reader waits
 */
public record MissSettings(
    String cache, long maximumSize, Duration expireAfterWrite, Duration timeout) {}
