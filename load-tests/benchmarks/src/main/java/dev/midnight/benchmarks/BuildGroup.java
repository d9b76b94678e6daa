package dev.midnight.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** Builds of a million rows against a presized {@code HashMap}. */
final class BuildGroup implements BenchmarkGroup {

  private static final Goal SHUFFLED = Goal.ratioAtMost(0.5);
  private static final Goal IN_ORDER = Goal.ratioAtMost(4);

  @Override
  public String name() {
    return "build";
  }

  @Override
  public List<Row> measure(Mode mode) throws RunnerException {
    List<Row> rows = new ArrayList<>();
    for (boolean shuffled : List.of(true, false)) {
      String order = shuffled ? "10^6 rows, shuffled" : "10^6 rows in key order";
      Goal goal = shuffled ? SHUFFLED : IN_ORDER;
      double map = millis(mode, "hashMap", shuffled);
      rows.add(row(order + ", one thread", millis(mode, "midnight", shuffled), map, goal));
      double two = millis(mode, "midnightWithTwoThreads", shuffled);
      rows.add(row(order + ", two threads", two, map, goal));
    }
    return rows;
  }

  private Row row(String title, double ours, double map, Goal goal) {
    return new Row(name(), title, "ms", ours, "presized HashMap", map, goal);
  }

  private static double millis(Mode mode, String method, boolean shuffled) throws RunnerException {
    return Trial.of(BuildBenchmark.class, method, 1).with("shuffled", shuffled).run(mode).time();
  }
}
