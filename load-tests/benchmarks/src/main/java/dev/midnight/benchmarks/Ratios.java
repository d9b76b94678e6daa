package dev.midnight.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The one command: runs the groups, all or those named, and prints each figure as a ratio to its
 * peer's in the same run, with the goal and whether it was met.
 */
public final class Ratios {

  /** In the order in which they are run. */
  static final List<BenchmarkGroup> GROUPS = 
      List.of(
          new LookupGroup(),
          new ClassicGroup(),
          new BuildGroup(),
          new MemoryGroup(),
          new RefreshGroup(),
          new WriteGroup());

  private Ratios() {}

  /** Arguments: the directory for what is written, {@code quick}, {@code normal} or {@code full}, groups. */
  public static void main(String[] arguments) throws RunnerException, IOException {
    Mode mode = Mode.valueOf(arguments[1].toUpperCase(Locale.ROOT));
    Set<String> wanted = new TreeSet<>(Arrays.asList(arguments).subList(2, arguments.length));
    Report report = new Report(Path.of(arguments[0]), mode);
    for (BenchmarkGroup group : GROUPS) {
      if (wanted.isEmpty() || wanted.contains(group.name())) {
        System.out.println(group.name());
        report.add(group.measure(mode));
      }
    }
    report.print();
  }
}
