package dev.midnight.spi;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the store of a cache is.
 *
 * @param directory shared by all caches of an application, each with a directory of its own below
 *     it; null for stores that are not files
 */
public record StoreSettings(String cache, @Nullable Path directory) {}
