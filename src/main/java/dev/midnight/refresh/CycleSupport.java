package dev.midnight.refresh;

import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.CacheObserver;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.ContextCarrier;
import dev.midnight.spi.LoadGuard;
import java.time.Clock;

/** What the cycles of one cache are given from outside, and where they leave their reports. */
public record CycleSupport(
    Clock clock,
    CacheThreads threads,
    CacheEvents events,
    CacheObserver observer,
    LoadGuard guard,
    RefreshHistory history,
    StuckLoads stuckLoads,
    LoadPlaces places,
    ContextCarrier carrier) {}
