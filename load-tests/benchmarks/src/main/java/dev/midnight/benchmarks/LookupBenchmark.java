package dev.midnight.benchmarks;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One lookup in a structure that is published through one reference. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = {"-Xms3g", "-Xmx3g"})
public class LookupBenchmark {

  /** Enough that the probes themselves are no smaller a world than a million keys. */
  private static final int PROBES = 1 << 20;

  @Param({"HASH_MAP", "MIDNIGHT"})
  public Peer peer;

  @Param("RANDOM")
  public Keys keys;

  @Param({"1000000", "100000", "1000"})
  public int size;

  @Param("UNIFORM")
  public Draws draws;

  /** Whether the probes are the very instances of the table. */
  @Param("false")
  public boolean sameInstances;

  private Function<Object, Object> reader;
  private Object[] probes;

  @Setup
  public void fill() {
    Random random = new Random(42);
    Object[] all = new Object[size];
    Arrays.setAll(all, keys::key);
    Object[] shuffled = all.clone();
    Collections.shuffle(Arrays.asList(shuffled), random);
    Map<Object, Object> entries = new HashMap<>(2 * size);
    for (Object key : shuffled) {
      entries.put(key, new Object());
    }
    int count = size < 10_000 ? 1 << 14 : PROBES;
    int[] numbers = draws.numbers(size, count, random);
    probes = new Object[count];
    for (int i = 0; i < count; i++) {
      boolean same = sameInstances && numbers[i] < size;
      probes[i] = same ? all[numbers[i]] : keys.key(numbers[i]);
      probes[i].hashCode();
    }
    reader = peer.reader(entries);
    System.gc();
  }

  /** The place of one thread in the probes. */
  @State(Scope.Thread)
  public static class Cursor {
    private int next = Long.hashCode(Thread.currentThread().getId() * 0x9E3779B97F4A7C15L);
  }

  @Benchmark
  public Object get(Cursor cursor) {
    return reader.apply(probes[cursor.next++ & (probes.length - 1)]);
  }
}
