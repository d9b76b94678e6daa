package dev.midnight.refresh;

import dev.midnight.Phase;
import dev.midnight.spi.CacheEvents;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * How long each phase of one cache's cycle took. Thread-safe: an abandoned worker may still add to
 * it while its cycle is reported.
 */
final class PhaseTimes {

  private final String cache;
  private final CycleProgress progress;
  private final CacheEvents events;
  private final Map<Phase, Duration> times = new EnumMap<>(Phase.class);

  PhaseTimes(String cache, CycleProgress progress, CacheEvents events) {
    this.cache = cache;
    this.progress = progress;
    this.events = events;
  }

  <T> T time(Phase phase, Callable<T> work) throws Exception {
    progress.enter(phase);
    long start = System.nanoTime();
    try {
      return work.call();
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      add(phase, took);
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
