/**
 * Shows each refresh cycle as an observation with its phases as children, by Micrometer's
 * Observation API: spans where the application traces. Imports {@code dev.midnight}, {@code
 * dev.midnight.spi} and Micrometer's observations only.
 */
@NullMarked
package dev.midnight.observation;

import org.jspecify.annotations.NullMarked;
