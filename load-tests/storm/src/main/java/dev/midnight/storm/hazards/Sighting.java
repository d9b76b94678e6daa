package dev.midnight.storm.hazards;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The outcome of one side of a hazard.
 *
 * @param windowNanos the mean width of the window, 0 where there was none
 * @param kinds of harm and how often each was seen
 */
record Sighting(long trials, long harmed, long windowNanos, Map<String, Long> kinds) {

  Sighting {
    kinds = Map.copyOf(kinds);
  }

  /** The share of the trials that were harmed. */
  double probability() {
    return trials == 0 ? 0 : (double) harmed / trials;
  }

  String kindsAsText() {
    return new TreeMap<>(kinds)
        .entrySet().stream()
            .map(kind -> "%,d %s".formatted(kind.getValue(), kind.getKey()))
            .collect(Collectors.joining(", "));
  }
}
