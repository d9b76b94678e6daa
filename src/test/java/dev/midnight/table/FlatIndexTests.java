package dev.midnight.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.DuplicatePolicy;
import dev.midnight.ReusePolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small tables: the index that they have, and those that go without. */
class FlatIndexTests {

  private static final SameValue AUTO = SameValue.of(ReusePolicy.AUTO);

  static Stream<IntFunction<Object>> structuredKeys() {
    return Stream.of(
        i -> i,
        i -> (long) i << 32,
        i -> i << 18,
        i -> i * 0x01000001,
        i -> "item:" + i,
        i -> (double) i,
        i -> List.of(i, -i));
  }

  @ParameterizedTest
  @MethodSource("structuredKeys")
  void everyKeyOfASmallTableIsFoundAndNoOther(IntFunction<Object> keys) {
    for (int size : new int[] {1, 2, 3, 5, 100, 1_000, FlatIndex.MOST_KEYS}) {
      Table<Object, Object> table = table(keys, size);
      assertThat(table.flat()).as("index of %s keys", size).isNotNull();
      for (int i = 0; i < size; i++) {
        assertThat(table.get(keys.apply(i))).isEqualTo(i);
      }
      assertThat(table.get(keys.apply(size + 1))).isNull();
      assertThat(table.get("absent")).isNull();
    }
  }

  @Test
  void aLargeTableHasNone() {
    assertThat(table(i -> "key " + i, FlatIndex.MOST_KEYS).flat()).isNotNull();
    assertThat(table(i -> "key " + i, FlatIndex.MOST_KEYS + 1).flat()).isNull();
    assertThat(Table.empty().flat()).isNull();
  }

  @Test
  void keysThatCollideAreFoundWithoutIt() {
    List<String> hostile = TableTests.collidingStrings(10);
    Table<Object, Object> table = table(hostile::get, hostile.size());
    assertThat(table.flat()).isNull();
    for (String key : hostile) {
      assertThat(table.get(key)).isEqualTo(hostile.indexOf(key));
    }
    assertThat(table.bytes()).isEqualTo(TableTests.structureBytes(table));
  }

  @Test
  void patchesAreSeenThroughIt() {
    Table<Object, Object> table = table(i -> i, 1_000);
    Map<Object, @Nullable Object> changes = new HashMap<>();
    changes.put(1, "one");
    changes.put(2, null);
    changes.put(5_000, "new");
    Table<Object, Object> patched = table.patch(changes, AUTO).table();
    assertThat(patched.flat()).isNotNull();
    assertThat(patched.get(1)).isEqualTo("one");
    assertThat(patched.get(2)).isNull();
    assertThat(patched.get(5_000)).isEqualTo("new");
    assertThat(table.get(1)).isEqualTo(1);
    assertThat(table.get(2)).isEqualTo(2);
    assertThat(table.get(5_000)).isNull();
  }

  private static Table<Object, Object> table(IntFunction<? extends Object> keys, int size) {
    TableBuilder<Object, Object> builder =
        new TableBuilder<>(Table.empty(), AUTO, DuplicatePolicy.FAIL);
    IntStream.range(0, size).forEach(i -> builder.put(keys.apply(i), i));
    return builder.build(1).table();
  }
}
