package dev.midnight.benchmarks;

import dev.midnight.write.FreeLockBenchmark;
import dev.midnight.write.FuturesAloneBenchmark;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Writes of hot keys against {@code ConcurrentHashMap}, when they are visible, and what counting
 * reads and locks costs.
 */
final class WriteGroup implements BenchmarkGroup {

  private static final double THROUGHPUT_RATIO = 1.5;
  private static final double COUNTING_NANOS = 2;
  private static final double LOCK_COUNTING_NANOS = 5;

  @Override
  public String name() {
    return "writes";
  }

  @Override
  public List<Row> measure(Mode mode) throws RunnerException {
    List<Row> rows = new ArrayList<>();
    for (int threads : mode.choose(List.of(2, 64), List.of(2, 4, 8, 16, 32, 64))) {
      for (int share : List.of(15, 50, 100)) {
        rows.add(hotKeys(mode, threads, share));
      }
      rows.add(futuresAlone(mode, threads));
    }
    rows.add(visible(mode));
    rows.add(counting(mode));
    rows.add(countingLocks(mode));
    return rows;
  }

  private Row hotKeys(Mode mode, int threads, int share) throws RunnerException {
    Trial trial = Trial.of(HotKeysBenchmark.class, "readOrWrite", threads).with("writes", share);
    double ours = trial.with("store", HotKeysBenchmark.Store.MIDNIGHT).run(mode.warm()).time();
    double peers =
        trial.with("store", HotKeysBenchmark.Store.CONCURRENT_HASH_MAP).run(mode.warm()).time();
    return new Row(
        name(),
        "1000 hot keys, %d threads, %d %% writes, visible with the next drain".formatted(threads, share),
        "ops/us",
        ours,
        "ConcurrentHashMap",
        peers,
        Goal.ratioAtLeast(THROUGHPUT_RATIO));
  }

  /** The bound of what can be reached with 100 % writes. */
  private Row futuresAlone(Mode mode, int threads) throws RunnerException {
    Trial map =
        Trial.of(HotKeysBenchmark.class, "readOrWrite", threads)
            .with("writes", 100)
            .with("store", HotKeysBenchmark.Store.CONCURRENT_HASH_MAP);
    double futures =
        Trial.of(FuturesAloneBenchmark.class, "write", threads).run(mode.warm()).time();
    return new Row(
        name(),
        "%d threads, the callers' futures alone, nothing written".formatted(threads),
        "ops/us",
        futures,
        "ConcurrentHashMap, 100 % writes",
        map.run(mode.warm()).time(),
        Goal.NONE);
  }

  private Row visible(Mode mode) throws RunnerException {
    double millis = Trial.of(VisibleWriteBenchmark.class, "put", 2).run(mode.warm()).time();
    return Row.alone(
        name(), "until a write is visible, 2 writers that wait for each of theirs", "ms", millis, Goal.NONE);
  }

  private Row countingLocks(Mode mode) throws RunnerException {
    double counted = Trial.of(FreeLockBenchmark.class, "counted", 1).run(mode).time();
    double uncounted = Trial.of(FreeLockBenchmark.class, "uncounted", 1).run(mode).time();
    return Row.alone(
        name(), "what counting a free lock adds", "ns", counted - uncounted, Goal.atMost(LOCK_COUNTING_NANOS));
  }

  private Row counting(Mode mode) throws RunnerException {
    double counted = Trial.of(CountedReadBenchmark.class, "counted", 1).run(mode).time();
    double uncounted = Trial.of(CountedReadBenchmark.class, "uncounted", 1).run(mode).time();
    return Row.alone(
        name(), "what counting a read adds", "ns", counted - uncounted, Goal.atMost(COUNTING_NANOS));
  }
}
