package dev.midnight.autoconfigure;

import dev.midnight.refresh.LoadPlaces;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.CacheObserver;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.ContextCarrier;
import dev.midnight.spi.LoadGuard;
import dev.midnight.spi.MissStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all caches of an application share.
 *
 * @param missStore null without Caffeine
 * @param writeLimiter null without Resilience4j
 * @param recordsChanges whether somebody may ask which publish changed a key
 * @param places by which the loads of all caches keep apart
 */
record CacheRuntime(
    Clock clock,
    CacheThreads threads,
    CacheEvents events,
    List<CacheObserver> observers,
    LoadGuard guard,
    @Nullable MissStore missStore,
    @Nullable WriteLimiter writeLimiter,
    LoadPlaces places,
    ContextCarrier carrier,
    boolean recordsChanges,
    Duration shutdownTimeout) {}
