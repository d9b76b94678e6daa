package dev.midnight.benchmarks;

import dev.midnight.DuplicatePolicy;
import dev.midnight.ReusePolicy;
import dev.midnight.table.SameValue;
import dev.midnight.table.Table;
import dev.midnight.table.TableBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One night: all rows are streamed anew, a share of them changed. A swap keeps the new map;
 * Midnight compares with yesterday's table.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(jvmArgs = {"-Xms3g", "-Xmx3g"})
public class RefreshBenchmark {

  private static final int HUNDRED = 100;

  /** A row as a source brings it. */
  public record Price(String sku, long day, long cents) {}

  @Param("1000000")
  public int size;

  /** Rows in a hundred that change each night. */
  @Param({"1", "100"})
  public int changed;

  private long day;
  private Map<String, Price> map = new HashMap<>();
  private Table<String, Price> table = Table.empty();

  @Setup
  public void fill() {
    swap();
    midnight();
  }

  @Benchmark
  public Map<String, Price> swap() {
    Map<String, Price> next = new HashMap<>(2 * size);
    stream(next::put);
    map = next;
    return next;
  }

  @Benchmark
  public Table<String, Price> midnight() {
    table = night(table).table();
    return table;
  }

  /** The next night's build after a table. */
  TableBuilder.Built<String, Price> night(Table<String, Price> before) {
    TableBuilder<String, Price> builder =
        new TableBuilder<>(before, SameValue.of(ReusePolicy.AUTO), DuplicatePolicy.FAIL);
    stream(builder::put);
    return builder.build(2);
  }

  private void stream(BiConsumer<String, Price> out) {
    day++;
    for (int row = 0; row < size; row++) {
      String key = (String) Keys.ITEM.key(row);
      out.accept(key, new Price(key, lastChange(row), row));
    }
  }

  /** The last day on which the row changed; a hundredth, or all, change each day. */
  private long lastChange(int row) {
    return changed == HUNDRED ? day : day - Math.floorMod(day - row, HUNDRED / changed);
  }
}
