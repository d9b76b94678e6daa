/**
 * Takes online writes: buffers them by key, drains them into new versions, and tells their callers.
 * Imports the JDK, SLF4J, JSpecify, {@code dev.midnight}, {@code dev.midnight.spi} and {@code
 * dev.midnight.publish} only.
 */
@NullMarked
package dev.midnight.write;

import org.jspecify.annotations.NullMarked;
