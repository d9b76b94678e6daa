/**
 * Races that jcstress runs: one class for each promise, one nested class for each pair of actors.
 * Imports jcstress, {@code dev.midnight}, {@code dev.midnight.publish}, {@code dev.midnight.spi},
 * {@code dev.midnight.table} and {@code dev.midnight.write}.
 */
@NullMarked
package dev.midnight.races;

import org.jspecify.annotations.NullMarked;
