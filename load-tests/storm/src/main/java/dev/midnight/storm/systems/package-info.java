/** The ways to keep a price list in memory that the storm compares, behind one interface. */
@NullMarked
package dev.midnight.storm.systems;

import org.jspecify.annotations.NullMarked;
