/**
 * The refresh cycle: load, build, validate, publish. Imports the JDK, SLF4J, {@code dev.midnight},
 * {@code dev.midnight.spi}, {@code dev.midnight.table} and {@code dev.midnight.publish}.
 */
@NullMarked
package dev.midnight.refresh;

import org.jspecify.annotations.NullMarked;
