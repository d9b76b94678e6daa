package dev.midnight.storm.report;

import java.util.List;

/**
 * A picture of several series over common categories.
 *
 * @param kind bars or lines
 * @param logarithmic whether the axis of values is; values of 0 are left out then
 */
public record Plot(
    String title,
    Kind kind,
    String categoryAxis,
    String valueAxis,
    boolean logarithmic,
    List<String> categories,
    List<Series> series) {

  /** How the values are drawn. */
  public enum Kind {
    BAR,
    LINE
  }

  /** The values of one name, one for each category; NaN where there is none. */
  public record Series(String name, List<Double> values) {

    public Series {
      values = List.copyOf(values);
    }
  }

  public Plot {
    categories = List.copyOf(categories);
    series = List.copyOf(series);
    for (Series one : series) {
      if (one.values().size() != categories.size()) {
        throw new IllegalArgumentException(
            "Plot '%s': series '%s' has %d values for %d categories. Give it one for each."
                .formatted(title, one.name(), one.values().size(), categories.size()));
      }
    }
  }
}
