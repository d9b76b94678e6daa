package dev.midnight.benchmarks;

import dev.midnight.Snapshot;
import dev.midnight.SnapshotCache;
import dev.midnight.engine.SnapshotCacheBuilder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The same lookup with its hit counted, through the cache, and uncounted, in its snapshot. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CountedReadBenchmark {

  private static final int KEYS = 1 << 10;

  private final Integer[] keys = new Integer[KEYS];
  private SnapshotCache<Integer, Integer> cache;

  /** The place of one thread in the keys. */
  @State(Scope.Thread)
  public static class Cursor {
    private int next;
  }

  @Setup
  public void fill() {
    for (int i = 0; i < KEYS; i++) {
      keys[i] = 1000 + i;
    }
    cache =
        SnapshotCacheBuilder.<Integer, Integer>of(
                "counted",
                (out, context) -> {
                  for (Integer key : keys) {
                    out.put(key, key);
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
  public Object counted(Cursor cursor) {
    return cache.get(keys[cursor.next++ & (KEYS - 1)]);
  }

  @Benchmark
  public Object uncounted(Cursor cursor) {
    Snapshot<Integer, Integer> current = cache.snapshot();
    return current.get(keys[cursor.next++ & (KEYS - 1)]);
  }
}
