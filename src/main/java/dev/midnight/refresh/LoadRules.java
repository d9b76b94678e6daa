package dev.midnight.refresh;

import dev.midnight.DuplicatePolicy;
import dev.midnight.table.SameValue;
import java.time.Duration;

/**
 * How a data set is loaded.
 *
 * @param same judges whether a value of the previous snapshot is kept
 * @param parallelism parts loaded, and threads building, at a time; at least 1
 * @param rowsPerSecond 0 for unlimited
 * @param deadline of the whole cycle, retries included
 * @param sourceAge how old the data may be
 * @param preflight whether there is heap for it
 */
public record LoadRules(
    SameValue same,
    DuplicatePolicy duplicates,
    int parallelism,
    long rowsPerSecond,
    Duration deadline,
    SourceAge sourceAge,
    HeapPreflight preflight) {}
