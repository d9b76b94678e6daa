package dev.midnight.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Changes;
import dev.midnight.DuplicatePolicy;
import dev.midnight.ReusePolicy;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableModelTests {

  private static final SameValue SAME = SameValue.of(ReusePolicy.AUTO);

  /** A key whose hash codes collide as much as the test asks for. */
  record Colliding(int id, int hashes) implements Comparable<Colliding> {
    @Override
    public int hashCode() {
      return id % hashes;
    }

    @Override
    public int compareTo(Colliding other) {
      return Integer.compare(id, other.id);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 100, 3000, Integer.MAX_VALUE})
  void patchesAndBuildsAgreeWithAHashMapWhateverTheHashCodes(int hashes) {
    for (long seed = 0; seed < 12; seed++) {
      new Model(seed, i -> new Colliding(i, hashes)).run(120);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"item:%06d", "%d", "2026-11-%d"})
  void patchesAndBuildsAgreeWithAHashMapForStructuredStrings(String pattern) {
    for (long seed = 100; seed < 112; seed++) {
      new Model(seed, i -> String.format(pattern, i)).run(120);
    }
  }

  @Test
  void patchesAndBuildsAgreeWithAHashMapForNumbers() {
    for (long seed = 200; seed < 212; seed++) {
      new Model(seed, i -> (long) i).run(120);
      new Model(seed, i -> i << 20).run(120);
    }
  }

  /** Each build takes the kind that most keys have, and holds the others beside it. */
  @ParameterizedTest
  @ValueSource(ints = {2, 20, 100})
  void patchesAndBuildsAgreeWithAHashMapForMixedKeys(int every) {
    for (long seed = 300; seed < 312; seed++) {
      new Model(seed, i -> i % every == 0 ? "text " + i : (Object) (long) i).run(120);
    }
  }

  @Test
  void patchesAndBuildsAgreeWithAHashMapForManyShortTexts() {
    new Model(400, i -> "t" + i, 1 << 17).run(10);
  }

  private static final class Model {
    private final Random random;
    private final IntFunction<Object> keys;
    private final int range;
    private Map<Object, Object> expected = new HashMap<>();
    private Table<Object, Object> table = Table.empty();

    Model(long seed, IntFunction<Object> keys) {
      this(seed, keys, 1 << (3 + new Random(seed).nextInt(10)));
    }

    Model(long seed, IntFunction<Object> keys, int range) {
      this.random = new Random(seed);
      this.keys = keys;
      this.range = range;
    }

    void run(int rounds) {
      for (int round = 0; round < rounds; round++) {
        Table<Object, Object> before = table;
        Map<Object, Object> modelBefore = new HashMap<>(expected);
        Changes changes = random.nextInt(4) == 0 ? build() : patch();
        assertThat(table.asMap()).isEqualTo(expected);
        assertThat(table.size()).isEqualTo(expected.size());
        assertThat(changes).isEqualTo(changes(modelBefore, expected));
        assertLookups();
        assertDiff(before, modelBefore);
      }
    }

    private Changes patch() {
      Map<Object, @Nullable Object> batch = new HashMap<>();
      int size = random.nextInt(random.nextBoolean() ? 4 : range);
      for (int i = 0; i < size; i++) {
        batch.put(key(), random.nextInt(3) == 0 ? null : value());
      }
      batch.forEach(
          (key, value) -> {
            if (value == null) {
              expected.remove(key);
            } else {
              expected.put(key, value);
            }
          });
      Table.Patched<Object, Object> patched = table.patch(batch, SAME);
      table = patched.table();
      return patched.changes();
    }

    private Changes build() {
      boolean first = random.nextBoolean();
      TableBuilder<Object, Object> builder =
          new TableBuilder<>(table, SAME, first ? DuplicatePolicy.FIRST : DuplicatePolicy.LAST);
      Map<Object, Object> loaded = new HashMap<>();
      int drop = random.nextInt(20);
      expected.forEach(
          (key, value) -> {
            if (random.nextInt(20) >= drop) {
              loaded.put(key, value);
              builder.put(key, value);
            }
          });
      int rows = random.nextInt(random.nextBoolean() ? 4 : range);
      for (int i = 0; i < rows; i++) {
        Object key = key();
        Object value = value();
        builder.put(key, value);
        if (!first || !loaded.containsKey(key)) {
          loaded.put(key, value);
        }
      }
      TableBuilder.Built<Object, Object> built = builder.build(1 + random.nextInt(3));
      assertThat(builder.rows() - built.duplicatesDropped()).isEqualTo(loaded.size());
      table = built.table();
      expected = loaded;
      return built.changes();
    }

    private Object key() {
      return keys.apply(random.nextInt(range));
    }

    private Object value() {
      return "v" + random.nextInt(4);
    }

    private void assertLookups() {
      for (int i = 0; i < 64; i++) {
        Object key = key();
        assertThat(table.get(key)).isEqualTo(expected.get(key));
        assertThat(table.containsKey(key)).isEqualTo(expected.containsKey(key));
      }
    }

    private void assertDiff(Table<Object, Object> before, Map<Object, Object> modelBefore) {
      Map<Object, @Nullable Object> rebuilt = new HashMap<>(modelBefore);
      Table.diff(
          before,
          table,
          (key, old, current) -> {
            assertThat(old).isEqualTo(modelBefore.get(key)).isNotEqualTo(current);
            if (current == null) {
              rebuilt.remove(key);
            } else {
              rebuilt.put(key, current);
            }
          });
      assertThat(rebuilt).isEqualTo(expected);
    }

    private static Changes changes(Map<Object, Object> before, Map<Object, Object> after) {
      long kept = before.keySet().stream().filter(after::containsKey).count();
      long unchanged =
          before.entrySet().stream()
              .filter(e -> e.getValue().equals(after.get(e.getKey())))
              .count();
      return new Changes(after.size() - kept, kept - unchanged, before.size() - kept, unchanged);
    }
  }
}
