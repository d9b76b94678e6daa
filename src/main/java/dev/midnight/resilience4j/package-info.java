/**
 * Guards caches by Resilience4j. Imports {@code dev.midnight}, {@code dev.midnight.spi},
 * Resilience4j and SLF4J only.
 */
@NullMarked
package dev.midnight.resilience4j;

import org.jspecify.annotations.NullMarked;
