/**
 * Advises settings of a cache from what was measured on it: thresholds, and rules that judge
 * figures by them. Imports the JDK, JSpecify and {@code dev.midnight.spi} only.
 */
@NullMarked
package dev.midnight.advice;

import org.jspecify.annotations.NullMarked;
