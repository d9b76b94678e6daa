package dev.midnight.spi;

/**
 * Whether there is heap for the next load of a cache, as far as earlier nights tell.
 *
 * @param needed bytes that it is expected to hold newly beside what is published; 0 where nothing
 *     tells
 * @param free bytes that it may take, what must stay clear aside
 */
public record HeapOutlook(long needed, long free, HeapVerdict verdict) {}
