/**
 * The refresh cycle: load, build, validate, publish. Imports the JDK, SLF4J, {@code dev.midnight},
 * {@code dev.midnight.spi}, {@code dev.midnight.table}, {@code dev.midnight.publish} and, for what
 * collectors report, {@code com.sun.management}.
 */
@NullMarked
package dev.midnight.refresh;

import org.jspecify.annotations.NullMarked;
