package dev.midnight.benchmarks;

import dev.midnight.SnapshotCache;
import dev.midnight.engine.SnapshotCacheBuilder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Reads and writes of a thousand hot keys by many threads. A write to Midnight is accepted and
 * becomes visible with the next drain, 5 ms later by default; one to a map is visible at once.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HotKeysBenchmark {

  private static final int KEYS = 1000;
  private static final int HUNDRED = 100;

  /** Which of the two is asked. */
  public enum Store {
    MIDNIGHT,
    CONCURRENT_HASH_MAP
  }

  @Param({"MIDNIGHT", "CONCURRENT_HASH_MAP"})
  public Store store;

  /** Writes in a hundred operations. */
  @Param({"15", "30", "50", "75", "100"})
  public int writes;

  private final Map<String, Integer> map = new ConcurrentHashMap<>();
  private String[] keys;
  private SnapshotCache<String, Integer> cache;

  @Setup
  public void fill() {
    keys = new String[KEYS];
    for (int i = 0; i < KEYS; i++) {
      keys[i] = "key:" + i;
      map.put(keys[i], i);
    }
    cache =
        SnapshotCacheBuilder.<String, Integer>of("hot", (out, context) -> map.forEach(out::put))
            .build();
    cache.refresh().join();
  }

  @TearDown
  public void close() {
    cache.close();
  }

  @Benchmark
  public Object readOrWrite() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String key = keys[random.nextInt(KEYS)];
    boolean write = random.nextInt(HUNDRED) < writes;
    if (store == Store.MIDNIGHT) {
      return write ? cache.put(key, random.nextInt()) : cache.get(key);
    }
    return write ? map.put(key, random.nextInt()) : map.get(key);
  }
}
