/** The storm: one system in a JVM of its own, readers at a fixed rate, and several midnights. */
@NullMarked
package dev.midnight.storm.night;

import org.jspecify.annotations.NullMarked;
