/**
 * The ports that adapters implement or are given by the engine. Imports {@code dev.midnight} and
 * the JDK only.
 */
@NullMarked
package dev.midnight.spi;

import org.jspecify.annotations.NullMarked;
