package dev.midnight.actuate;

import dev.midnight.spi.CycleReport;

/**
 * A cycle that has ended, in short.
 *
 * @param rows that were loaded
 */
record TrendBody(long cycle, String outcome, String duration, long rows) {

  static TrendBody of(CycleReport report) {
    return new TrendBody(
        report.cycle(),
        report.result().outcome().name(),
        IsoText.of(report.result().duration()),
        report.result().rows());
  }
}
