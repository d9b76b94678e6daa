/**
 * Remembers misses in Caffeine. Imports {@code dev.midnight}, {@code dev.midnight.spi} and Caffeine
 * only.
 */
@NullMarked
package dev.midnight.caffeine;

import org.jspecify.annotations.NullMarked;
