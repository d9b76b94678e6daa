package dev.midnight;

import java.time.Instant;

/**
 * One state of a {@link SnapshotValue}.
 *
 * @param version counts every publish, from 1
 * @param generation counts the loads from the source, from 1
 * @param loadedAt the start of the successful load attempt
 * @param publishedAt when readers could first see it
 */
public record ValueSnapshot<T>(
    T value, long version, long generation, Instant loadedAt, Instant publishedAt) {}
