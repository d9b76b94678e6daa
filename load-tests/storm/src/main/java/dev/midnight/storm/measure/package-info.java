/**
 * Instruments: paced readers, pauses, allocation, fits, the machine. Imports the JDK, HdrHistogram
 * and Jackson only.
 */
@NullMarked
package dev.midnight.storm.measure;

import org.jspecify.annotations.NullMarked;
