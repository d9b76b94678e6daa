package dev.midnight.spi;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a key.
 *
 * @param value null where the source is known to hold none
 */
public record Found<V>(@Nullable V value) {}
