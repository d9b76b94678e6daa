package dev.midnight.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.DuplicatePolicy;
import dev.midnight.ReusePolicy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sizes one below, at and above every limit: of shards, of the flat index, of the kinds of keys,
 * and where a table that grows or shrinks by patches is laid out anew. {@code
 * -Dmidnight.largestTable=10000000} goes to ten million; heap 4 GiB.
 */
class TableLimitsTests {

  private static final SameValue AUTO = SameValue.of(ReusePolicy.AUTO);
  private static final int LARGEST = Integer.getInteger("midnight.largestTable", 1 << 15);

  static IntStream sizes() {
    IntStream limits = IntStream.iterate(1 << 11, i -> i <= LARGEST, i -> i * 2);
    return IntStream.concat(limits.flatMap(i -> IntStream.of(i - 1, i, i + 1)), last());
  }

  private static IntStream last() {
    return IntStream.of(LARGEST);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void keysHeldAsBits(int size) {
    assertLives(i -> i, size);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void keysHeldByReference(int size) {
    assertLives(i -> "more than fifteen " + i, size);
  }

  private static void assertLives(IntFunction<Object> keys, int size) {
    Table<Object, Object> table = loaded(Table.empty(), keys, size);
    assertHolds(table, keys, size);
    int step = size / 50 + 1;
    Table<Object, Object> grown = table;
    for (int to = size + step; to <= size + 10 * step; to += step) {
      grown = grown.patch(changes(keys, to - step, to, true), AUTO).table();
    }
    assertHolds(grown, keys, size + 10 * step);
    Table<Object, Object> shrunk = grown;
    for (int from = size + 9 * step; from >= size; from -= step) {
      shrunk = shrunk.patch(changes(keys, from, from + step, false), AUTO).table();
    }
    assertHolds(shrunk, keys, size);
    assertThat(loaded(table, keys, size)).isSameAs(table);
    assertHolds(loaded(table, keys, size / 5), keys, size / 5);
  }

  private static Map<Object, @Nullable Object> changes(
      IntFunction<Object> keys, int from, int to, boolean put) {
    Map<Object, @Nullable Object> changes = new HashMap<>();
    IntStream.range(from, to).forEach(i -> changes.put(keys.apply(i), put ? (Object) i : null));
    return changes;
  }

  private static void assertHolds(Table<Object, Object> table, IntFunction<Object> keys, int size) {
    assertThat(table.size()).isEqualTo(size);
    for (int i = 0; i < size; i++) {
      Object value = table.get(keys.apply(i));
      if (value == null || (Integer) value != i) {
        assertThat(value).as("key %s of %s", i, size).isEqualTo(i);
      }
    }
    assertThat(table.get(keys.apply(size))).isNull();
    assertThat(table.get(keys.apply(-1))).isNull();
  }

  private static Table<Object, Object> loaded(
      Table<Object, Object> previous, IntFunction<Object> keys, int size) {
    TableBuilder<Object, Object> builder = new TableBuilder<>(previous, AUTO, DuplicatePolicy.FAIL);
    IntStream.range(0, size).forEach(i -> builder.put(keys.apply(i), i));
    return builder.build(2).table();
  }
}
