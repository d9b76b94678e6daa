package dev.midnight.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.DuplicatePolicy;
import dev.midnight.ReusePolicy;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Many nights and many small writes: what is laid over the pairs stays small and is counted. */
class OverlayBoundTests {

  private static final SameValue AUTO = SameValue.of(ReusePolicy.AUTO);
  private static final int SIZE = 132_000;
  private static final int NIGHTS = 12;
  private static final int WRITES = 1_000;

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of((IntFunction<Object>) i -> "more than fifteen " + i, 11.5),
        Arguments.of((IntFunction<Object>) i -> (long) i, 18),
        Arguments.of((IntFunction<Object>) i -> "item:" + i, 30));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nightsAndWritesLeaveABoundedOverlay(IntFunction<Object> keys, double mostBytesPerEntry) {
    SplittableRandom random = new SplittableRandom(7);
    Table<Object, Object> table = night(Table.empty(), keys, random);
    for (int i = 0; i < NIGHTS; i++) {
      table = night(table, keys, random);
      assertBounded(table, mostBytesPerEntry);
    }
    for (int i = 0; i < WRITES; i++) {
      Map<Object, Object> write = Map.of(keys.apply(random.nextInt(SIZE)), -i);
      table = table.patch(write, AUTO).table();
    }
    assertBounded(table, mostBytesPerEntry);
    assertThat(table.bytes()).isEqualTo(TableTests.structureBytes(table));
  }

  private static void assertBounded(Table<Object, Object> table, double mostBytesPerEntry) {
    for (Shard shard : table.shards()) {
      assertThat(shard.overlaid() * 16).isLessThanOrEqualTo(shard.positions());
    }
    assertThat((double) table.bytes() / SIZE).isLessThan(mostBytesPerEntry);
  }

  /** A load in which about one row in a hundred is another than before. */
  private static Table<Object, Object> night(
      Table<Object, Object> before, IntFunction<Object> keys, SplittableRandom random) {
    TableBuilder<Object, Object> builder = new TableBuilder<>(before, AUTO, DuplicatePolicy.FAIL);
    for (int i = 0; i < SIZE; i++) {
      Object key = keys.apply(i);
      Object value = before.get(key);
      builder.put(key, value == null || random.nextInt(100) == 0 ? random.nextInt() : value);
    }
    return builder.build(2).table();
  }
}
