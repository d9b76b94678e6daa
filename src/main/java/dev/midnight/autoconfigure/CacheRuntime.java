package dev.midnight.autoconfigure;

import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.LoadGuard;
import java.time.Clock;
import java.time.Duration;

/** What all caches of an application share. */
record CacheRuntime(
    Clock clock,
    CacheThreads threads,
    CacheEvents events,
    LoadGuard guard,
    Duration shutdownTimeout) {}
