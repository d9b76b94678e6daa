package dev.midnight.observation;

import dev.midnight.Trigger;
import dev.midnight.observation.CycleObservation.Kind;
import dev.midnight.spi.CacheObserver;
import dev.midnight.spi.ObservedCycle;
import io.micrometer.observation.ObservationRegistry;

/**
 * Makes an observation of every refresh cycle, dry runs and deltas included, and of each of its
 * phases.
 *
 * <ul>
 *   <li>{@code midnight.cycle} {cache, trigger, outcome, dry.run, delta}; of high cardinality:
 *       cycle, generation, version, rows, reason. Shown as "refresh cities" or "delta cities"
 *   <li>{@code midnight.cycle.phase} {cache, phase, delta}, a child. Shown as "load cities"
 * </ul>
 *
 * <p>A phase is the current observation of the thread that runs it while it does, and of the
 * threads that help with the load: what a loader asks a database or a server for becomes a child of
 * the load. Their names differ from those of the meters, which an observation registry with meters
 * of its own would clash with. Thread-safe.
 */
public final class ObservedRefreshes implements CacheObserver {

  private final ObservationRegistry registry;

  /** Observes to this registry. */
  public ObservedRefreshes(ObservationRegistry registry) {
    this.registry = registry;
  }

  @Override
  public ObservedCycle cycle(String cache, long cycle, Trigger trigger, boolean dryRun) {
    return start(cache, cycle, trigger, dryRun ? Kind.DRY_RUN : Kind.REFRESH);
  }

  @Override
  public ObservedCycle delta(String cache, long cycle, Trigger trigger) {
    return start(cache, cycle, trigger, Kind.DELTA);
  }

  private ObservedCycle start(String cache, long cycle, Trigger trigger, Kind kind) {
    return registry.isNoop()
        ? ObservedCycle.NONE
        : CycleObservation.start(registry, cache, cycle, trigger, kind);
  }
}
