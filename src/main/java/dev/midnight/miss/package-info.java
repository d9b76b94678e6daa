/**
 * Keys that a snapshot does not hold: asked for one by one and remembered for a while. Imports the
 * JDK, SLF4J, {@code dev.midnight} and {@code dev.midnight.spi} only.
 */
@NullMarked
package dev.midnight.miss;

import org.jspecify.annotations.NullMarked;
