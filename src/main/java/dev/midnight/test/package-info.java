/**
 * What an application tests its replicas with, under any test framework or none. Imports the JDK,
 * {@code dev.midnight} and {@code dev.midnight.engine}.
 */
@NullMarked
package dev.midnight.test;

import org.jspecify.annotations.NullMarked;
