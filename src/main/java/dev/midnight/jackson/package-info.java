/**
 * Turns entries into CBOR or JSON and back: the adapter of Jackson 3. Imports {@code dev.midnight},
 * {@code spi} and Jackson.
 */
@NullMarked
package dev.midnight.jackson;

import org.jspecify.annotations.NullMarked;
