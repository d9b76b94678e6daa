/** What goes wrong with shared maps at midnight, each seen to happen, and each with Midnight. */
@NullMarked
package dev.midnight.storm.hazards;

import org.jspecify.annotations.NullMarked;
