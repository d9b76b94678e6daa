/**
 * Shows the caches to operators through Spring Boot's Actuator, and lets them act. Imports {@code
 * dev.midnight}, {@code dev.midnight.spi}, Spring Boot's actuator and health, and Jackson's
 * annotations only.
 */
@NullMarked
package dev.midnight.actuate;

import org.jspecify.annotations.NullMarked;
