/**
 * The immutable hash table and its builder. Imports the JDK, JSpecify and {@code dev.midnight}
 * only.
 */
@NullMarked
package dev.midnight.table;

import org.jspecify.annotations.NullMarked;
