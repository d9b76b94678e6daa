/** The cities of the world behind a REST API. Imports Spring and {@code dev.midnight}. */
@NullMarked
package dev.midnight.examples.quickstart;

import org.jspecify.annotations.NullMarked;
