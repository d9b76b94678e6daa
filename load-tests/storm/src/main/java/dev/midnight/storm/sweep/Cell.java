package dev.midnight.storm.sweep;

/**
 * One combination, measured.
 *
 * @param hot whether only a thousand keys are used
 * @param share of writes, in percent
 */
public record Cell(Structure structure, boolean hot, int threads, int share, double perSecond) {}
