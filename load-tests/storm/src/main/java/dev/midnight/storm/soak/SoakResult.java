package dev.midnight.storm.soak;

import java.util.List;
import java.util.Map;

/**
 * What came of a soak.
 *
 * @param outcomes of the refreshes, by name
 * @param complaints what was not flat or not true, in sentences; empty if all was well
 */
public record SoakResult(
    long seconds,
    Map<String, Long> outcomes,
    long reads,
    long writes,
    List<Reading> readings,
    List<String> complaints) {

  public SoakResult {
    readings = List.copyOf(readings);
    complaints = List.copyOf(complaints);
  }
}
