/** What writes of uniform keys cost: drains of a large table, and writers who wait for a lock. */
@NullMarked
package dev.midnight.storm.writes;

import org.jspecify.annotations.NullMarked;
