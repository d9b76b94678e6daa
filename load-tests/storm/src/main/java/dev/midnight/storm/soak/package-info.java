/** Hours of refreshes, writes and faults, and what must be flat and true at the end. */
@NullMarked
package dev.midnight.storm.soak;

import org.jspecify.annotations.NullMarked;
