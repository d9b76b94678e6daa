/**
 * Calls caches and groups at their times, by a Quartz scheduler that nobody else sees. Imports
 * {@code dev.midnight}, {@code dev.midnight.spi}, Quartz and SLF4J only.
 */
@NullMarked
package dev.midnight.quartz;

import org.jspecify.annotations.NullMarked;
