package dev.midnight.storm.hazards;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * What was seen of one hazard: how often it was tried, how often harm was done, of which kinds, and
 * how wide the window was in which it could be done. Thread-safe.
 */
final class Toll {

  private final LongAdder trials = new LongAdder();
  private final LongAdder harmed = new LongAdder();
  private final LongAdder windows = new LongAdder();
  private final LongAdder windowNanos = new LongAdder();
  private final Map<String, LongAdder> kinds = new ConcurrentSkipListMap<>();

  void tried(long times) {
    trials.add(times);
  }

  void harm(String kind, long times) {
    if (times > 0) {
      harmed.add(times);
      kinds.computeIfAbsent(kind, k -> new LongAdder()).add(times);
    }
  }

  void window(long nanos) {
    windows.increment();
    windowNanos.add(nanos);
  }

  long trials() {
    return trials.sum();
  }

  long harmed() {
    return harmed.sum();
  }

  Sighting sighting() {
    long seen = windows.sum();
    return new Sighting(
        trials.sum(),
        harmed.sum(),
        seen == 0 ? 0 : windowNanos.sum() / seen,
        kinds.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, kind -> kind.getValue().sum())));
  }
}
