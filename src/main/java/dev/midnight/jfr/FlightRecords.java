package dev.midnight.jfr;

import dev.midnight.Changes;
import dev.midnight.Phase;
import dev.midnight.Trigger;
import dev.midnight.spi.CacheObserver;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.ObservedCycle;
import dev.midnight.spi.ObservedDrain;
import dev.midnight.spi.ObservedPhase;
import org.jspecify.annotations.Nullable;

/**
 * Writes Midnight's events into every flight recording that is taken. While none is, an event costs
 * an object that the compiler mostly takes away, and one check. Thread-safe.
 */
public final class FlightRecords implements CacheObserver {

  private final RunningPhases phases = new RunningPhases();

  /** Records from now on. */
  public FlightRecords() {}

  RunningPhases phases() {
    return phases;
  }

  @Override
  public ObservedCycle cycle(String cache, long cycle, Trigger trigger, boolean dryRun) {
    CycleEvent event = event(cache, cycle, trigger);
    event.dryRun = dryRun;
    return begin(event);
  }

  @Override
  public ObservedCycle delta(String cache, long cycle, Trigger trigger) {
    CycleEvent event = event(cache, cycle, trigger);
    event.delta = true;
    return begin(event);
  }

  private static CycleEvent event(String cache, long cycle, Trigger trigger) {
    CycleEvent event = new CycleEvent();
    event.cache = cache;
    event.cycle = cycle;
    event.trigger = trigger.name();
    return event;
  }

  private ObservedCycle begin(CycleEvent event) {
    event.begin();
    return new Recorded(event, phases, String.valueOf(event.cache));
  }

  @Override
  public ObservedDrain drain(String cache) {
    DrainEvent event = new DrainEvent();
    if (!event.isEnabled()) {
      return ObservedDrain.NONE;
    }
    event.cache = cache;
    event.begin();
    return writes -> {
      event.writes = writes;
      if (writes > 0) {
        event.commit();
      }
    };
  }

  @Override
  public void published(
      String cache, long version, long generation, boolean byRefresh, Changes changes) {
    PublishEvent event = new PublishEvent();
    if (event.isEnabled()) {
      event.cache = cache;
      event.version = version;
      event.generation = generation;
      event.byRefresh = byRefresh;
      event.added = changes.added();
      event.updated = changes.updated();
      event.removed = changes.removed();
      event.commit();
    }
  }

  /** A cycle whose event is committed at its end, if a recording runs then. */
  private record Recorded(CycleEvent event, RunningPhases phases, String cache)
      implements ObservedCycle {

    @Override
    public ObservedPhase phase(Phase phase) {
      PhaseEvent phaseEvent = new PhaseEvent();
      phaseEvent.cache = cache;
      phaseEvent.cycle = event.cycle;
      phaseEvent.delta = event.delta;
      phaseEvent.phase = phase.name();
      RunningPhases.Running running = phases.begin(cache, event.cycle, phase.name(), event.delta);
      phaseEvent.begin();
      return failure -> {
        phases.end(running);
        phaseEvent.succeeded = failure == null;
        phaseEvent.commit();
      };
    }

    @Override
    public void end(CycleReport report, @Nullable Throwable failure) {
      event.outcome = report.result().outcome().name();
      event.generation = report.result().generation();
      event.version = report.result().version();
      event.rows = report.result().rows();
      event.commit();
    }
  }
}
