package dev.midnight.refresh;

import dev.midnight.Phase;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.ObservedCycle;
import dev.midnight.spi.ObservedPhase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * How long each phase of one cache's cycle took. Thread-safe: an abandoned worker may still add to
 * it while its cycle is reported.
 */
final class PhaseTimes {

  private final String cache;
  private final CycleProgress progress;
  private final CacheEvents events;
  private final ObservedCycle observed;
  private final Map<Phase, Duration> times = new EnumMap<>(Phase.class);

  PhaseTimes(String cache, CycleProgress progress, CacheEvents events, ObservedCycle observed) {
    this.cache = cache;
    this.progress = progress;
    this.events = events;
    this.observed = observed;
  }

  <T> T time(Phase phase, Callable<T> work) throws Exception {
    progress.enter(phase);
    ObservedPhase watched = observed.phase(phase);
    @Nullable Throwable failure = null;
    long start = System.nanoTime();
    try {
      return work.call();
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      add(phase, took);
      watched.end(failure);
      events.phaseFinished(cache, progress.cycle(), phase, took);
    }
  }

  private synchronized void add(Phase phase, Duration took) {
    times.merge(phase, took, Duration::plus);
  }

  synchronized Map<Phase, Duration> copy() {
    return new EnumMap<>(times);
  }
}
