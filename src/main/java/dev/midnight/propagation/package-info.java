/**
 * Carries the context of who asks for a refresh to its loader, by Micrometer's context propagation.
 * Imports {@code dev.midnight.spi} and that library only.
 */
@NullMarked
package dev.midnight.propagation;

import org.jspecify.annotations.NullMarked;
