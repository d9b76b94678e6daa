package dev.midnight.spi;

import java.time.Instant;

/**
 * What a refresh of the whole data set found of the deltas before it.
 *
 * @param generation that was loaded whole
 * @param at when that was compared
 * @param entries that differed from the source, though no delta told of them
 */
public record DriftFinding(long generation, Instant at, long entries) {}
