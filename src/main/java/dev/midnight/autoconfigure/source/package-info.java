/**
 * Makes loaders of methods annotated with {@code @SnapshotSource}. Imports {@code dev.midnight},
 * Spring's core and AOP, and the diagnosis of refused configuration.
 */
@NullMarked
package dev.midnight.autoconfigure.source;

import org.jspecify.annotations.NullMarked;
