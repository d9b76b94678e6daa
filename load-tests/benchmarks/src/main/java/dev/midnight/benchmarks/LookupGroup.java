package dev.midnight.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** Lookups by size, kind of key and order of asking, and what a hit allocates. */
final class LookupGroup implements BenchmarkGroup {

  private static final String NANOS = "ns";

  /** Trials are run once, however many rows ask for them. */
  private final Map<Trial, Trial.Score> scores = new HashMap<>();

  private final List<Row> rows = new ArrayList<>();

  @Override
  public String name() {
    return "lookup";
  }

  @Override
  public List<Row> measure(Mode mode) throws RunnerException {
    Trial random = trial(1_000_000, 1);
    against(mode, "10^6 Strings", random, Peer.HASH_MAP, Goal.ratioAtMost(0.70));
    against(mode, "10^6 Strings", random, Peer.CAFFEINE_BOUNDED, Goal.ratioAtMost(0.25));
    against(mode, "10^6 Longs", random.with("keys", Keys.LONG), Peer.HASH_MAP, Goal.ratioAtMost(0.30));
    against(mode, "10^6 short Latin-1 Strings", random.with("keys", Keys.SHORT), Peer.HASH_MAP, Goal.ratioAtMost(0.50));
    for (Keys keys : List.of(Keys.UUID_TEXT, Keys.UUID_OBJECT)) {
      against(mode, "10^6 " + keys, random.with("keys", keys), Peer.HASH_MAP, Goal.ratioAtMost(0.70));
    }
    neverSlower(mode);
    structured(mode);
    Trial two = trial(1_000_000, 2);
    against(mode, "10^6 Strings, two threads", two, Peer.HASH_MAP, Goal.ratioAtMost(0.70));
    if (mode != Mode.QUICK) {
      against(mode, "10^6 Longs, two threads", two.with("keys", Keys.LONG), Peer.HASH_MAP, Goal.ratioAtMost(0.30));
      for (Peer peer : List.of(Peer.CONCURRENT_HASH_MAP, Peer.CAFFEINE_UNBOUNDED, Peer.MAP_COPY_OF)) {
        against(mode, "10^6 Strings", random, peer, Goal.NONE);
      }
    }
    double bytes = ours(mode, random).bytes();
    rows.add(Row.alone(name(), "allocated by a hit", "B", bytes, Goal.atMost(0.01)));
    return rows;
  }

  /** The small tables, and draws that near caches serve well. */
  private void neverSlower(Mode mode) throws RunnerException {
    Goal goal = Goal.ratioAtMost(0.95);
    for (int size : List.of(100_000, 1_000)) {
      against(mode, size + " Strings", trial(size, 1), Peer.HASH_MAP, goal);
      if (mode != Mode.QUICK) {
        Trial longs = trial(size, 1).with("keys", Keys.LONG);
        against(mode, size + " Longs", longs, Peer.HASH_MAP, goal);
        Trial uuids = trial(size, 1).with("keys", Keys.UUID_TEXT);
        against(mode, size + " UUID Strings", uuids, Peer.HASH_MAP, goal);
      }
    }
    Trial random = trial(1_000_000, 1);
    for (Draws draws : List.of(Draws.ZIPF, Draws.HITS_90)) {
      against(mode, "10^6 Strings, " + draws, random.with("draws", draws), Peer.HASH_MAP, goal);
    }
    Trial same = random.with("sameInstances", true);
    against(mode, "10^6 Strings, same instances", same, Peer.HASH_MAP, goal);
  }

  /** Keys that only look random after mixing, against our own random ones. */
  private void structured(Mode mode) throws RunnerException {
    Trial random = trial(1_000_000, 1);
    for (Keys keys : mode.choose(List.of(Keys.ITEM), Keys.STRUCTURED)) {
      Trial trial = random.with("keys", keys);
      double ours = ours(mode, trial).time();
      double base = ours(mode, keys == Keys.UUID_OBJECT ? trial : random).time();
      rows.add(
          new Row(name(), "10^6 " + keys, NANOS, ours, "our random", base, Goal.ratioAtMost(1.2)));
    }
  }

  private static Trial trial(int size, int threads) {
    return Trial.of(LookupBenchmark.class, "get", threads).with("size", size);
  }

  private void against(Mode mode, String title, Trial trial, Peer peer, Goal goal)
      throws RunnerException {
    double ours = ours(mode, trial).time();
    double theirs = score(mode, trial.with("peer", peer)).time();
    rows.add(new Row(name(), title, NANOS, ours, peer.name(), theirs, goal));
  }

  private Trial.Score ours(Mode mode, Trial trial) throws RunnerException {
    return score(mode, trial.with("peer", Peer.MIDNIGHT));
  }

  private Trial.Score score(Mode mode, Trial trial) throws RunnerException {
    Trial.Score known = scores.get(trial);
    if (known == null) {
      known = trial.run(mode);
      scores.put(trial, known);
    }
    return known;
  }
}
