package dev.midnight.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The classic three ways to share a map, and ours: under a mutex, under a read-write lock, behind
 * an atomic reference.
 */
final class ClassicGroup implements BenchmarkGroup {

  private static final List<Peer> PEERS =
      List.of(Peer.MUTEX, Peer.READ_WRITE_LOCK, Peer.HASH_MAP);

  private static final Goal FIRST = Goal.ratioAtMost(1);

  @Override
  public String name() {
    return "classic";
  }

  @Override
  public List<Row> measure(Mode mode) throws RunnerException {
    List<Row> rows = new ArrayList<>();
    for (int size : mode.choose(List.of(100_000), List.of(1_000, 100_000, 1_000_000))) {
      Trial trial = Trial.of(LookupBenchmark.class, "get", 2).with("size", size);
      double ours = trial.with("peer", Peer.MIDNIGHT).run(mode).time();
      for (Peer peer : PEERS) {
        double peers = trial.with("peer", peer).run(mode).time();
        String title = size + " Strings, two readers";
        rows.add(new Row(name(), title, "ns", ours, title(peer), peers, FIRST));
      }
    }
    return rows;
  }

  private static String title(Peer peer) {
    return peer == Peer.HASH_MAP ? "atomic reference" : peer.name();
  }
}
