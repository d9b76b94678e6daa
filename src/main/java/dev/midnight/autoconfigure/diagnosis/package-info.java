/**
 * Says why an application did not start and what to do about it. Imports {@code dev.midnight} and
 * Spring Boot's failure analysis.
 */
@NullMarked
package dev.midnight.autoconfigure.diagnosis;

import org.jspecify.annotations.NullMarked;
