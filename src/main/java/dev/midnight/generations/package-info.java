/**
 * What outlives a night: stored generations, the history, pins and pauses; rollback, approval and
 * the warm start. Imports the JDK, SLF4J, {@code dev.midnight}, {@code dev.midnight.spi}, {@code
 * dev.midnight.table}, {@code dev.midnight.publish} and {@code dev.midnight.refresh}.
 */
@NullMarked
package dev.midnight.generations;

import org.jspecify.annotations.NullMarked;
