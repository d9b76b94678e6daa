/**
 * The properties under {@code midnight} and the values in them. Imports {@code dev.midnight} and
 * Spring Boot's binder.
 */
@NullMarked
package dev.midnight.autoconfigure.properties;

import org.jspecify.annotations.NullMarked;
