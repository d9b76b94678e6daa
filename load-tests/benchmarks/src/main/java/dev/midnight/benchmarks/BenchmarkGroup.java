package dev.midnight.benchmarks;

import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** A set of measurements that belong together. Add one to {@link Ratios#GROUPS} to have it run. */
interface BenchmarkGroup {

  /** A word by which the command line names it. */
  String name();

  List<Row> measure(Mode mode) throws RunnerException;
}
