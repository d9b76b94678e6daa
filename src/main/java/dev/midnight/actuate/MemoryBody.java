package dev.midnight.actuate;

/**
 * The heap that a snapshot takes.
 *
 * @param bytes of the table itself, keys and values aside
 */
record MemoryBody(long bytes) {}
