/**
 * Midnight in flight recordings: events of cycles, phases, drains and publishes, and the profile of
 * who waited for whom. Imports {@code dev.midnight}, {@code dev.midnight.spi} and the JDK's Flight
 * Recorder only.
 */
@NullMarked
package dev.midnight.jfr;

import org.jspecify.annotations.NullMarked;
