package dev.midnight.actuate;

import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.CacheState;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.StoreStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * The health of all caches together.
 *
 * <ul>
 *   <li>DOWN: a cache holds nothing although it was loaded: its reads fail, and a load failed
 *   <li>OUT_OF_SERVICE: a cache holds nothing yet, and its first load is on the way
 *   <li>UP: every other case. Stale data is served and therefore UP, named in the detail {@code
 *       stale}; so is a cache that nobody has asked to load, named in {@code unloaded}
 * </ul>
 *
 * <p>The detail {@code waiting} names caches whose refresh waits for a place among all loads,
 * {@code timerSilent} those whose last scheduled time came from the watch because their timer said
 * nothing, {@code storeFailing} those whose store could not do what it was last asked for: they
 * serve, but a restart may find older data or none.
 *
 * <p>It has no place in a liveness group: a restart mends no source.
 */
@ImportRuntimeHints(AnswerHints.class)
public final class MidnightHealthIndicator extends AbstractHealthIndicator {

  private final CacheRegistry caches;

  /** Looks at these caches. */
  public MidnightHealthIndicator(CacheRegistry caches) {
    super("Midnight health check failed");
    this.caches = caches;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    List<CacheStatus> all = caches.caches().stream().map(ManagedCache::status).toList();
    builder
        .status(statusOf(all))
        .withDetail("stale", names(all, status -> status.state() == CacheState.STALE))
        .withDetail("unloaded", names(all, MidnightHealthIndicator::isEmpty))
        .withDetail("waiting", names(all, status -> status.waitingFor() != null))
        .withDetail("timerSilent", names(all, MidnightHealthIndicator::hasSilentTimer))
        .withDetail("storeFailing", names(all, MidnightHealthIndicator::hasFailingStore))
        .withDetail("caches", details(all));
  }

  private static Status statusOf(List<CacheStatus> all) {
    List<CacheStatus> empty = all.stream().filter(MidnightHealthIndicator::isEmpty).toList();
    if (empty.stream().anyMatch(MidnightHealthIndicator::hasTried)) {
      return Status.DOWN;
    }
    boolean loading = empty.stream().anyMatch(MidnightHealthIndicator::isLoading);
    return loading ? Status.OUT_OF_SERVICE : Status.UP;
  }

  private static boolean isEmpty(CacheStatus status) {
    return status.state() == CacheState.UNLOADED;
  }

  /** Whether a load ended that was meant to fill it. */
  private static boolean hasTried(CacheStatus status) {
    return status.history().stream().anyMatch(report -> !report.dryRun());
  }

  private static boolean hasSilentTimer(CacheStatus status) {
    CacheStatus.Schedule schedule = status.schedule();
    return schedule != null && schedule.timerSilent();
  }

  private static boolean hasFailingStore(CacheStatus status) {
    StoreStatus store = status.generations().store();
    return store != null && store.failure() != null;
  }

  private static boolean isLoading(CacheStatus status) {
    return status.queued() || (status.running() != null && !status.running().dryRun());
  }

  private static List<String> names(List<CacheStatus> all, Predicate<CacheStatus> which) {
    return all.stream().filter(which).map(CacheStatus::name).toList();
  }

  private static Map<String, CacheHealth> details(List<CacheStatus> all) {
    Map<String, CacheHealth> details = new LinkedHashMap<>();
    all.forEach(status -> details.put(status.name(), CacheHealth.of(status)));
    return details;
  }
}
