/** A table of a database as a cache. */
package dev.midnight.examples.jdbctable;
