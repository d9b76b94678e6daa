package dev.midnight.actuate;

import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.CacheState;
import dev.midnight.spi.ManagedCache;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether every cache that requests need holds a snapshot: OUT_OF_SERVICE until then, naming those
 * that it waits for, and UP from then on, however old the data. Made for a readiness group.
 */
public final class MidnightReadinessIndicator extends AbstractHealthIndicator {

  private final CacheRegistry caches;
  private final Predicate<String> needed;

  /**
   * Waits for some of these caches.
   *
   * @param needed says by name which; one that loads only on demand would never be ready
   */
  public MidnightReadinessIndicator(CacheRegistry caches, Predicate<String> needed) {
    super("Midnight readiness check failed");
    this.caches = caches;
    this.needed = needed;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    List<String> waiting =
        caches.caches().stream()
            .filter(cache -> needed.test(cache.name()))
            .filter(cache -> cache.status().state() == CacheState.UNLOADED)
            .map(ManagedCache::name)
            .toList();
    builder
        .status(waiting.isEmpty() ? Status.UP : Status.OUT_OF_SERVICE)
        .withDetail("waitingFor", waiting);
  }
}
