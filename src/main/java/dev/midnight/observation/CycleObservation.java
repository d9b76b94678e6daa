package dev.midnight.observation;

import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.RefreshResult;
import dev.midnight.Trigger;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.ObservedCycle;
import dev.midnight.spi.ObservedPhase;
import dev.midnight.spi.PlainFailure;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One cycle as an observation. Its tags are all there from the start, so that none is missing. */
final class CycleObservation implements ObservedCycle {

  private final ObservationRegistry registry;
  private final String cache;
  private final Kind kind;
  private final Observation cycle;

  /** What it reads, and whether it publishes. */
  enum Kind {
    REFRESH("refresh"),
    DRY_RUN("dry run"),
    DELTA("delta");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  private CycleObservation(
      ObservationRegistry registry, String cache, Kind kind, Observation cycle) {
    this.registry = registry;
    this.cache = cache;
    this.kind = kind;
    this.cycle = cycle;
  }

  static CycleObservation start(
      ObservationRegistry registry, String cache, long number, Trigger trigger, Kind kind) {
    Observation cycle =
        Observation.createNotStarted("midnight.cycle", registry)
            .contextualName(kind.text + " " + cache)
            .lowCardinalityKeyValue("cache", cache)
            .lowCardinalityKeyValue("trigger", trigger.name())
            .lowCardinalityKeyValue("outcome", "none")
            .lowCardinalityKeyValue("dry.run", String.valueOf(kind == Kind.DRY_RUN))
            .lowCardinalityKeyValue("delta", String.valueOf(kind == Kind.DELTA))
            .highCardinalityKeyValue("cycle", String.valueOf(number))
            .start();
    return new CycleObservation(registry, cache, kind, cycle);
  }

  @Override
  public ObservedPhase phase(Phase phase) {
    Observation observation =
        Observation.createNotStarted("midnight.cycle.phase", registry)
            .contextualName(phase.name().toLowerCase(Locale.ROOT) + " " + cache)
            .parentObservation(cycle)
            .lowCardinalityKeyValue("cache", cache)
            .lowCardinalityKeyValue("phase", phase.name())
            .lowCardinalityKeyValue("delta", String.valueOf(kind == Kind.DELTA))
            .start();
    Observation.Scope scope = observation.openScope();
    return failure -> {
      scope.close();
      if (failure != null) {
        observation.error(PlainFailure.of(failure));
      }
      observation.stop();
    };
  }

  @Override
  public Runnable carried(Runnable task) {
    Observation current = registry.getCurrentObservation();
    return current == null ? task : () -> current.scoped(task);
  }

  @Override
  public void within(Runnable task) {
    cycle.scoped(task);
  }

  @Override
  public void end(CycleReport report, @Nullable Throwable failure) {
    RefreshResult result = report.result();
    cycle
        .lowCardinalityKeyValue("outcome", result.outcome().name())
        .highCardinalityKeyValue("generation", String.valueOf(result.generation()))
        .highCardinalityKeyValue("version", String.valueOf(result.version()))
        .highCardinalityKeyValue("rows", String.valueOf(result.rows()));
    if (result.reason() != null) {
      cycle.highCardinalityKeyValue("reason", result.reason());
    }
    if (failure != null) {
      cycle.error(PlainFailure.of(failure));
    } else if (result.outcome() == Outcome.FAILED) {
      cycle.error(new IllegalStateException(result.reason()));
    }
    cycle.stop();
  }
}
