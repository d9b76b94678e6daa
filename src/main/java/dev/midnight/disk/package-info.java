/**
 * Saves the generations of a cache to files and restores them: the adapter of Zstandard and of the
 * file system. Imports {@code dev.midnight}, {@code spi} and zstd-jni.
 */
@NullMarked
package dev.midnight.disk;

import org.jspecify.annotations.NullMarked;
