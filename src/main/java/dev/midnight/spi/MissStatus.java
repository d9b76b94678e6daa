package dev.midnight.spi;

/**
 * The memory of misses of one cache, counted since its start.
 *
 * @param hits look-ups that it answered, known absence included
 * @param misses look-ups that it could not answer
 */
public record MissStatus(long hits, long misses) {}
