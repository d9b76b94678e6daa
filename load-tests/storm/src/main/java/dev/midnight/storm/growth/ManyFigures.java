package dev.midnight.storm.growth;

/**
 * What many caches cost together.
 *
 * @param refreshMillis of all of them at once, the best of some nights
 * @param threads of the JVM when they are at rest
 * @param usedBytes of the heap after a collection
 */
public record ManyFigures(
    int caches, int entries, double refreshMillis, int threads, double usedBytes) {}
