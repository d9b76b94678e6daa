package dev.midnight.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.DuplicatePolicy;
import dev.midnight.ReusePolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableDiffTests {

  private static final int SIZE = 40_000;
  private static final SameValue SAME = SameValue.of(ReusePolicy.AUTO);

  private final AtomicLong asked = new AtomicLong();

  @Test
  void onlyChangedKeysAreAskedForWhereAShardSucceedsAnother() {
    Table<Object, Object> before = table(Counting::new);
    Table<Object, Object> after =
        patched(before, Map.of(new Counting(7), "new", new Counting(-1), "added"));
    asked.set(0);
    assertThat(diff(before, after))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(new Counting(7), "value>new", new Counting(-1), "null>added"));
    assertThat(asked.get()).isLessThan(100);
  }

  /** Few changes become overlays, many new values copies, very many keys other shards. */
  @ParameterizedTest
  @ValueSource(ints = {3, 400, 4_000, 30_000})
  void diffOfPatchesIsWhatWasPatchedForwardsAndBackwards(int changes) {
    for (IntFunction<Object> keys : kinds()) {
      Table<Object, Object> table = table(keys);
      for (int night = 0; night < 3; night++) {
        Map<Object, @Nullable Object> patch = new HashMap<>();
        for (int i = 0; i < changes; i++) {
          int key = Math.floorMod(i * 7919 + night * 31, SIZE + SIZE / 8);
          patch.put(keys.apply(key), i % 5 == 0 ? null : "night " + night);
        }
        Table<Object, Object> next = patched(table, patch);
        assertThat(diff(table, next)).isEqualTo(expected(table, next));
        assertThat(diff(next, table)).isEqualTo(expected(next, table));
        table = next;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 50})
  void diffOfValuesInTheSamePlacesNamesTheirKeys(int everyNth) {
    for (IntFunction<Object> keys : kinds()) {
      Table<Object, Object> table = table(keys);
      Map<Object, @Nullable Object> patch = new HashMap<>();
      for (int i = 0; i < SIZE; i += everyNth) {
        patch.put(keys.apply(i), "new");
      }
      Table<Object, Object> next = patched(table, patch);
      assertThat(diff(table, next)).hasSize(patch.size()).isEqualTo(expected(table, next));
    }
  }

  private static Iterable<IntFunction<Object>> kinds() {
    return List.of(i -> (long) i, i -> "key " + i, i -> "a key too long for bits " + i);
  }

  private static Table<Object, Object> table(IntFunction<Object> keys) {
    TableBuilder<Object, Object> builder =
        new TableBuilder<>(Table.empty(), SAME, DuplicatePolicy.FAIL);
    for (int i = 0; i < SIZE; i++) {
      builder.put(keys.apply(i), "value");
    }
    return builder.build(1).table();
  }

  private static Table<Object, Object> patched(
      Table<Object, Object> table, Map<Object, ? extends @Nullable Object> changes) {
    return table.patch(changes, SAME).table();
  }

  private static Map<Object, String> diff(Table<Object, Object> one, Table<Object, Object> other) {
    Map<Object, String> seen = new HashMap<>();
    Table.diff(
        one,
        other,
        (key, before, after) ->
            assertThat(seen.put(key, before + ">" + after)).as("shown before: %s", key).isNull());
    return seen;
  }

  private static Map<Object, String> expected(
      Table<Object, Object> one, Table<Object, Object> other) {
    Map<Object, String> differences = new HashMap<>();
    one.asMap()
        .forEach(
            (key, before) -> {
              Object after = other.get(key);
              if (after != before) {
                differences.put(key, before + ">" + after);
              }
            });
    other
        .asMap()
        .forEach(
            (key, after) -> {
              if (one.get(key) == null) {
                differences.put(key, "null>" + after);
              }
            });
    return differences;
  }

  /** A key that counts how often it is looked at. */
  private final class Counting {

    private final int number;

    Counting(int number) {
      this.number = number;
    }

    @Override
    public int hashCode() {
      asked.incrementAndGet();
      return number;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      asked.incrementAndGet();
      return other instanceof Counting counting && counting.number == number;
    }
  }
}
