package dev.midnight.refresh;

import dev.midnight.publish.LoadMark;

/**
 * What one attempt at a delta has read.
 *
 * @param from the watermark that its loader was given
 * @param to the watermark that it returned
 * @param safe up to which earlier deltas have read, none of it hidden by a write by now
 */
record DeltaRead<K, V>(
    LoadMark<K, V> mark,
    long generation,
    String from,
    String to,
    String safe,
    DeltaRows<K, V> rows) {}
