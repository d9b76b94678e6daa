/**
 * Owns the one reference that readers follow: loads and drains of online writes become current here
 * and nowhere else. Imports the JDK, SLF4J, JSpecify, {@code dev.midnight}, {@code
 * dev.midnight.spi} and {@code dev.midnight.table} only.
 */
@NullMarked
package dev.midnight.publish;

import org.jspecify.annotations.NullMarked;
