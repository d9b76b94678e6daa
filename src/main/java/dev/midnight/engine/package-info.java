/**
 * Joins table, publisher, refresh and writes behind the public API. Plain Java: imports the JDK,
 * SLF4J, {@code dev.midnight}, {@code dev.midnight.spi} and the rooms below it.
 */
@NullMarked
package dev.midnight.engine;

import org.jspecify.annotations.NullMarked;
