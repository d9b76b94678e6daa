package dev.midnight.benchmarks;

import dev.midnight.DuplicatePolicy;
import dev.midnight.ReusePolicy;
import dev.midnight.table.SameValue;
import dev.midnight.table.Table;
import dev.midnight.table.TableBuilder;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The build of one table from rows that lie ready, and the same of a presized {@code HashMap}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(jvmArgs = {"-Xms3g", "-Xmx3g"})
public class BuildBenchmark {

  @Param("1000000")
  public int size;

  @Param("ITEM")
  public Keys keys;

  @Param({"true", "false"})
  public boolean shuffled;

  private Object[] rows;

  @Setup
  public void fill() {
    rows = new Object[size];
    Arrays.setAll(rows, keys::key);
    if (shuffled) {
      Collections.shuffle(Arrays.asList(rows), new Random(42));
    }
  }

  @Benchmark
  public Map<Object, Object> hashMap() {
    Map<Object, Object> map = new HashMap<>(2 * size);
    for (Object row : rows) {
      map.put(row, row);
    }
    return map;
  }

  /** On the calling thread alone, as the map is. */
  @Benchmark
  public Table<Object, Object> midnight() {
    return built(1);
  }

  @Benchmark
  public Table<Object, Object> midnightWithTwoThreads() {
    return built(2);
  }

  private Table<Object, Object> built(int threads) {
    TableBuilder<Object, Object> builder =
        new TableBuilder<>(Table.empty(), SameValue.of(ReusePolicy.AUTO), DuplicatePolicy.FAIL);
    for (Object row : rows) {
      builder.put(row, row);
    }
    return builder.build(threads).table();
  }
}
