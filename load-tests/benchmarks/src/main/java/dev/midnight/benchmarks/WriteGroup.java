package dev.midnight.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** Writes of hot keys against {@code ConcurrentHashMap}, and what counting a read costs. */
final class WriteGroup implements BenchmarkGroup {

  private static final double THROUGHPUT_RATIO = 1.5;
  private static final double COUNTING_NANOS = 2;

  @Override
  public String name() {
    return "writes";
  }

  @Override
  public List<Row> measure(Mode mode) throws RunnerException {
    List<Row> rows = new ArrayList<>();
    for (int threads : mode.choose(List.of(2, 64), List.of(2, 4, 8, 16, 32, 64))) {
      for (int share : mode.choose(List.of(15, 50, 100), List.of(15, 30, 50, 75, 100))) {
        rows.add(hotKeys(mode, threads, share));
      }
    }
    rows.add(counting(mode));
    return rows;
  }

  private Row hotKeys(Mode mode, int threads, int share) throws RunnerException {
    Trial trial = Trial.of(HotKeysBenchmark.class, "readOrWrite", threads).with("writes", share);
    double ours = trial.with("store", HotKeysBenchmark.Store.MIDNIGHT).run(mode).time();
    double peers = trial.with("store", HotKeysBenchmark.Store.CONCURRENT_HASH_MAP).run(mode).time();
    return new Row(
        name(),
        "1000 hot keys, %d threads, %d %% writes, visible with the next drain".formatted(threads, share),
        "ops/us",
        ours,
        "ConcurrentHashMap",
        peers,
        Goal.ratioAtLeast(THROUGHPUT_RATIO));
  }

  private Row counting(Mode mode) throws RunnerException {
    double counted = Trial.of(CountedReadBenchmark.class, "counted", 1).run(mode).time();
    double uncounted = Trial.of(CountedReadBenchmark.class, "uncounted", 1).run(mode).time();
    return Row.alone(
        name(), "what counting a read adds", "ns", counted - uncounted, Goal.atMost(COUNTING_NANOS));
  }
}
