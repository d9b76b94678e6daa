/**
 * Online writes between refreshes. Imports the JDK, SLF4J, {@code dev.midnight}, {@code
 * dev.midnight.spi} and {@code dev.midnight.publish}.
 */
@NullMarked
package dev.midnight.write;

import org.jspecify.annotations.NullMarked;
