package dev.midnight.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.DuplicatePolicy;
import dev.midnight.ReusePolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jol.info.GraphLayout;

class ReplacedValuesTests {

  private static final SameValue AUTO = SameValue.of(ReusePolicy.AUTO);
  private static final int SIZE = 140_000;

  static List<IntFunction<Object>> kinds() {
    return List.of(i -> (long) i, i -> "key " + i, i -> "a key too long for bits " + i);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 47, 48, 49, 96, 2_000, 70_000})
  void valuesAreThoseOfAMapAfterManyChanges(int positions) {
    Random random = new Random(positions);
    Map<Integer, Object> expected = new TreeMap<>();
    ReplacedValues values = null;
    for (int round = 0; round < 20; round++) {
      Map<Integer, @Nullable Object> changes = new HashMap<>();
      for (int i = random.nextInt(positions + 1); i > 0; i--) {
        changes.put(random.nextInt(positions), random.nextInt(3) == 0 ? null : "value " + i);
      }
      changes.forEach(
          (position, value) -> {
            if (value == null) {
              expected.remove(position);
            } else {
              expected.put(position, value);
            }
          });
      values = changed(values, positions, changes);
      assertThat(contents(values, positions)).isEqualTo(expected);
    }
  }

  @Test
  void mostMarksThatCanBeCountedAreCounted() {
    Map<Integer, @Nullable Object> all = new TreeMap<>();
    for (int i = 0; i <= ReplacedValues.MOST; i++) {
      all.put(i, i);
    }
    assertThat(contents(changed(null, ReplacedValues.MOST + 1, all), ReplacedValues.MOST + 1))
        .isEqualTo(all);
  }

  @Test
  void nothingIsLeftOfValuesThatAreAllDropped() {
    ReplacedValues values = changed(null, 100, Map.of(3, "a", 99, "b"));
    Map<Integer, @Nullable Object> dropped = new HashMap<>();
    dropped.put(3, null);
    dropped.put(99, null);
    assertThat(changed(values, 100, dropped)).isNull();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void fewOtherValuesLeaveKeysAndPilotsWhereTheyAre(IntFunction<Object> keys) {
    Table<Object, Object> table = table(keys);
    Table<Object, Object> next = table;
    for (int night = 1; night <= 3; night++) {
      next = next.patch(Map.of(keys.apply(7), -night, keys.apply(70), -night), AUTO).table();
      assertThat(next.get(keys.apply(7))).isEqualTo(-night);
    }
    for (int i = 0; i < table.shards().length; i++) {
      assertThat(next.shard(i).cells).isSameAs(table.shard(i).cells);
      assertThat(next.shard(i).pilots).isSameAs(table.shard(i).pilots);
    }
    assertThat(next.bytes()).isEqualTo(TableTests.structureBytes(next));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void valueThatComesBackIsReplacedNoLonger(IntFunction<Object> keys) {
    Table<Object, Object> table = table(keys);
    Object original = Objects.requireNonNull(table.get(keys.apply(7)));
    Table<Object, Object> changed = table.patch(Map.of(keys.apply(7), "other"), AUTO).table();
    Table<Object, Object> back = changed.patch(Map.of(keys.apply(7), original), AUTO).table();
    assertThat(back.get(keys.apply(7))).isSameAs(original);
    assertThat(back.shards()).allMatch(shard -> shard.replaced == null);
  }

  /** The rows themselves aside, a night of one change in a hundred costs little more than they. */
  @ParameterizedTest
  @MethodSource("kinds")
  void nightRetainsFewBytesForEachChange(IntFunction<Object> keys) {
    Table<Object, Object> table = table(keys);
    List<Object> changes = new ArrayList<>();
    TableBuilder<Object, Object> builder = new TableBuilder<>(table, AUTO, DuplicatePolicy.FAIL);
    for (int i = 0; i < SIZE; i++) {
      Object value = i % 100 == 0 ? new long[] {i} : table.get(keys.apply(i));
      builder.put(keys.apply(i), Objects.requireNonNull(value));
      if (i % 100 == 0) {
        changes.add(value);
      }
    }
    Table<Object, Object> next = builder.build(1).table();
    long retained = TableTests.retainedBytes(table, next);
    long rows = GraphLayout.parseInstance(changes.toArray()).totalSize();
    assertThat((double) (retained - rows) / changes.size()).isLessThan(40);
  }

  private static Table<Object, Object> table(IntFunction<Object> keys) {
    TableBuilder<Object, Object> builder =
        new TableBuilder<>(Table.empty(), AUTO, DuplicatePolicy.FAIL);
    for (int i = 0; i < SIZE; i++) {
      builder.put(keys.apply(i), 1_000 + i);
    }
    return builder.build(1).table();
  }

  private static @Nullable ReplacedValues changed(
      @Nullable ReplacedValues base, int positions, Map<Integer, ?> changes) {
    int[] changed = new int[changes.size()];
    @Nullable Object[] values = new Object[changes.size()];
    int count = 0;
    for (Map.Entry<Integer, ?> change : changes.entrySet()) {
      changed[count] = change.getKey();
      values[count++] = change.getValue();
    }
    return ReplacedValues.of(base, positions, changed, values, count);
  }

  private static Map<Integer, Object> contents(@Nullable ReplacedValues values, int positions) {
    Map<Integer, Object> contents = new TreeMap<>();
    if (values != null) {
      values.forEach(position -> contents.put(position, values.valueAt(position)));
      assertThat(values.size()).isEqualTo(contents.size());
      for (int i = 0; i < positions; i++) {
        assertThat(values.has(i)).isEqualTo(contents.containsKey(i));
      }
    }
    return contents;
  }
}
