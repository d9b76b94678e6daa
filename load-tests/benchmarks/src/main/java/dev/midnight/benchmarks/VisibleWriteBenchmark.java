package dev.midnight.benchmarks;

import dev.midnight.SnapshotCache;
import dev.midnight.engine.SnapshotCacheBuilder;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A write whose writer waits until readers can see it, with the drain interval of the defaults. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class VisibleWriteBenchmark {

  private static final int KEYS = 1000;

  private SnapshotCache<Integer, Integer> cache;

  @Setup
  public void fill() {
    cache =
        SnapshotCacheBuilder.<Integer, Integer>of(
                "visible",
                (out, context) -> {
                  for (int i = 0; i < KEYS; i++) {
                    out.put(i, i);
                  }
                })
            .build();
    cache.refresh().join();
  }

  @TearDown
  public void close() {
    cache.close();
  }

  @Benchmark
  public void put() {
    int value = ThreadLocalRandom.current().nextInt();
    cache.put(Math.floorMod(value, KEYS), value).join();
  }
}
