package dev.midnight.spi;

import dev.midnight.Phase;
import dev.midnight.RefreshResult;
import dev.midnight.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a refresh cycle after its end.
 *
 * @param cycle counts up from 1 for each cache, since its start or since its store was empty
 * @param startedAt when it left the queue
 * @param delay from the time that it was due, or asked for, to its start
 * @param duplicatesDropped rows dropped because their key came before
 * @param asOf the time of the data, if the loader said it
 * @param dryRun whether it was never meant to publish
 */
public record CycleReport(
    String cache,
    long cycle,
    Trigger trigger,
    Instant startedAt,
    Duration delay,
    RefreshResult result,
    long duplicatesDropped,
    @Nullable Instant asOf,
    boolean dryRun) {

  /** The same with the time of one more phase. */
  public CycleReport with(Phase phase, Duration took) {
    Map<Phase, Duration> phases = new HashMap<>(result.phases());
    phases.put(phase, took);
    RefreshResult longer =
        new RefreshResult(
            result.outcome(),
            result.reason(),
            result.generation(),
            result.version(),
            result.rows(),
            result.changes(),
            result.duration(),
            phases);
    return new CycleReport(
        cache, cycle, trigger, startedAt, delay, longer, duplicatesDropped, asOf, dryRun);
  }
}
