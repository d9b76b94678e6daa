package dev.midnight.benchmarks;

import dev.midnight.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jol.info.GraphLayout;

/** A night's refresh against a swap of maps from the same source, and what it newly retains. */
final class RefreshGroup implements BenchmarkGroup {

  private static final List<Integer> CHANGED = List.of(1, 100);
  private static final int NIGHTS = 3;

  /** JOL walks every object. */
  private static final int WALKED = 100_000;

  private static final Goal RETAINED = Goal.atMost(3);

  @Override
  public String name() {
    return "refresh";
  }

  @Override
  public List<Row> measure(Mode mode) throws RunnerException {
    List<Row> rows = new ArrayList<>();
    for (int changed : CHANGED) {
      double ours = millis(mode, "midnight", changed);
      double swap = millis(mode, "swap", changed);
      String title = "10^6 rows, %d %% changed".formatted(changed);
      rows.add(new Row(name(), title, "ms", ours, "swap of HashMaps", swap, Goal.NONE));
    }
    rows.add(
        Row.alone(
            name(), "10^5 rows, 1 % changed: newly retained, of the snapshot", "%", retained(), RETAINED));
    return rows;
  }

  private static double millis(Mode mode, String method, int changed) throws RunnerException {
    return Trial.of(RefreshBenchmark.class, method, 1).with("changed", changed).run(mode).time();
  }

  /** What the last of some nights holds that the one before does not, in hundredths of it. */
  private static double retained() {
    RefreshBenchmark nights = new RefreshBenchmark();
    nights.size = WALKED;
    nights.changed = 1;
    Table<String, RefreshBenchmark.Price> before = Table.empty();
    Table<String, RefreshBenchmark.Price> after = nights.night(before).table();
    for (int night = 0; night < NIGHTS; night++) {
      before = after;
      after = nights.night(before).table();
    }
    long both = GraphLayout.parseInstance(before, after).totalSize();
    long alone = GraphLayout.parseInstance(before).totalSize();
    return 100.0 * (both - alone) / alone;
  }
}
