package dev.midnight.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the store of a cache is doing.
 *
 * @param savedGeneration the newest generation that was stored, 0 before any
 * @param savedAt when that was, or null
 * @param failure why the last call failed, or null if it went well
 * @param failedAt when that was, or null
 */
public record StoreStatus(
    long savedGeneration,
    @Nullable Instant savedAt,
    @Nullable String failure,
    @Nullable Instant failedAt) {}
