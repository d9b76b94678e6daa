/**
 * Midnight's caches behind Spring's cache annotations. Imports {@code dev.midnight}, {@code
 * dev.midnight.spi} and Spring's cache abstraction only.
 */
@NullMarked
package dev.midnight.springcache;

import org.jspecify.annotations.NullMarked;
