/** Wires Midnight into a Spring Boot application. Imports every room, imported by none. */
@NullMarked
package dev.midnight.autoconfigure;

import org.jspecify.annotations.NullMarked;
