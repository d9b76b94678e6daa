package dev.midnight.publish;

import dev.midnight.Changes;
import dev.midnight.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * What the publish of a load did.
 *
 * @param previous the snapshot that was current right before, or null for the first
 * @param changes the difference between the two, writes laid over the load included
 */
public record Published<K, V>(
    @Nullable Snapshot<K, V> previous, Snapshot<K, V> current, Changes changes) {}
