package dev.midnight.actuate;

/**
 * The heap that a snapshot takes.
 *
 * @param bytes of the table itself, keys and values aside
 * @param retained older generations of which somebody still holds a snapshot
 */
record MemoryBody(long bytes, int retained) {}
