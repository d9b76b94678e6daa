/**
 * Turns what happens in the caches into Micrometer meters. Imports {@code dev.midnight}, {@code
 * dev.midnight.spi} and Micrometer only.
 */
@NullMarked
package dev.midnight.micrometer;

import org.jspecify.annotations.NullMarked;
