package dev.midnight.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midnight.DuplicatePolicy;
import dev.midnight.ReusePolicy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Keys whose hash codes are all the same. What is asserted is work, counted, not time: comparisons
 * of a build and of a lookup. {@code -Dmidnight.hostileKeys=1000000} takes that many keys.
 */
class HostileKeysTests {

  private static final int KEYS = Integer.getInteger("midnight.hostileKeys", 1 << 13);
  private static final int LOGARITHM = Integer.SIZE - Integer.numberOfLeadingZeros(KEYS);

  /** What a sort, a tree of {@code HashMap} and a search may cost for each key, with room. */
  private static final long COMPARISONS_OF_A_BUILD = 8L * LOGARITHM;

  private static final long COMPARISONS_OF_A_LOOKUP = 2L * LOGARITHM + 8;

  private static long comparisons;

  private record Hostile(int number) implements Comparable<Hostile> {

    @Override
    public int hashCode() {
      return 42;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      comparisons++;
      return other instanceof Hostile hostile && hostile.number == number;
    }

    @Override
    public int compareTo(Hostile other) {
      comparisons++;
      return Integer.compare(number, other.number);
    }
  }

  @Test
  void aConstantHashCodeCostsLogarithms() {
    List<Integer> numbers = IntStream.range(0, KEYS).boxed().collect(Collectors.toList());
    Collections.shuffle(numbers, new Random(1));
    comparisons = 0;
    Table<Hostile, Integer> table = load(Table.empty(), numbers, 0);
    assertThat(comparisons).isLessThan(KEYS * COMPARISONS_OF_A_BUILD);

    comparisons = 0;
    for (int number = 0; number < KEYS; number++) {
      assertThat(table.get(new Hostile(number))).isEqualTo(number);
    }
    assertThat(table.get(new Hostile(-1))).isNull();
    assertThat(comparisons).isLessThan(KEYS * COMPARISONS_OF_A_LOOKUP);
  }

  @Test
  void aRefreshAndAPatchOfThemCostLogarithmsToo() {
    List<Integer> numbers = IntStream.range(0, KEYS).boxed().toList();
    Table<Hostile, Integer> table = load(Table.empty(), numbers, 0);
    comparisons = 0;
    Table<Hostile, Integer> next = load(table, numbers, 1);
    assertThat(next.get(new Hostile(KEYS - 1))).isEqualTo(KEYS);
    assertThat(comparisons).isLessThan(2L * KEYS * COMPARISONS_OF_A_BUILD);

    Map<Hostile, @Nullable Integer> changes = new HashMap<>();
    changes.put(new Hostile(KEYS), 7);
    changes.put(new Hostile(0), null);
    comparisons = 0;
    Table<Hostile, Integer> patched = next.patch(changes, SameValue.of(ReusePolicy.AUTO)).table();
    assertThat(patched.size()).isEqualTo(KEYS);
    assertThat(patched.get(new Hostile(KEYS))).isEqualTo(7);
    assertThat(patched.get(new Hostile(0))).isNull();
    assertThat(comparisons).isLessThan(KEYS * COMPARISONS_OF_A_BUILD);
  }

  /**
   * Strings of one hash code, held as bits and not, are told apart without a look at the others.
   */
  @ParameterizedTest
  @CsvSource({"'', TEXTS", "longer than is held as bits:, REFERENCES"})
  void stringsOfOneHashCodeAreFoundWithoutAllocation(String prefix, KeyKind kind) {
    List<String> keys =
        IntStream.range(0, 64)
            .mapToObj(number -> prefix + colliding(number, 6))
            .collect(Collectors.toList());
    assertThat(keys.stream().map(String::hashCode).distinct()).hasSize(1);
    TableBuilder<String, Integer> builder =
        new TableBuilder<>(Table.empty(), SameValue.of(ReusePolicy.AUTO), DuplicatePolicy.FAIL);
    for (int i = 0; i < keys.size(); i++) {
      builder.put(keys.get(i), i);
    }
    IntStream.range(0, 140_000).forEach(i -> builder.put(prefix + "other" + i, i));
    Table<String, Integer> table = builder.build(1).table();
    assertThat(table.geometry().kind()).isEqualTo(kind);
    for (int i = 0; i < keys.size(); i++) {
      assertThat(table.get(keys.get(i))).isEqualTo(i);
    }
    assertThat(table.get(prefix + colliding(0, 5) + "AA")).isNull();
    assertThat(TableTests.allocatedBy(20_000, i -> table.get(keys.get(i % keys.size()))))
        .isLessThan(1_000);

    Map<String, @Nullable Integer> changes = new HashMap<>();
    changes.put(keys.get(3), null);
    changes.put(keys.get(4), -4);
    changes.put("newcomer", 1);
    Table<String, Integer> patched = table.patch(changes, SameValue.of(ReusePolicy.AUTO)).table();
    assertThat(patched.get(keys.get(3))).isNull();
    assertThat(patched.get(keys.get(4))).isEqualTo(-4);
    assertThat(patched.get(keys.get(5))).isEqualTo(5);
    assertThat(patched.get("newcomer")).isEqualTo(1);
  }

  private static String colliding(int number, int pairs) {
    StringBuilder text = new StringBuilder();
    for (int bit = 0; bit < pairs; bit++) {
      text.append((number >>> bit & 1) == 0 ? "Aa" : "BB");
    }
    return text.toString();
  }

  /** Keys that nothing but equals parts. */
  private record Alike(int number) {

    @Override
    public int hashCode() {
      return 42;
    }
  }

  @Test
  void manyKeysOfOneHashThatCannotBeComparedAreRefused() {
    TableBuilder<Alike, Integer> builder = alike(100_000);
    assertThatThrownBy(() -> builder.build(2))
        .hasMessageContaining("4096 keys of class " + Alike.class.getName())
        .hasMessageContaining("hash code 42")
        .hasMessageContaining("implement Comparable");
  }

  @Test
  void asManyOfThemAsAreTakenAreFoundAndWritesAddMore() {
    Table<Alike, Integer> table = alike(AlikeKeys.MOST).build(2).table();
    Table<Alike, Integer> more =
        table.patch(Map.of(new Alike(-1), -1), SameValue.of(ReusePolicy.AUTO)).table();
    assertThat(more.size()).isEqualTo(AlikeKeys.MOST + 1);
    assertThat(more.get(new Alike(-1))).isEqualTo(-1);
    assertThat(more.get(new Alike(AlikeKeys.MOST - 1))).isEqualTo(AlikeKeys.MOST - 1);
    assertThat(more.get(new Alike(AlikeKeys.MOST))).isNull();
  }

  /** The keys, each of them twice. */
  private static TableBuilder<Alike, Integer> alike(int keys) {
    TableBuilder<Alike, Integer> builder =
        new TableBuilder<>(Table.empty(), SameValue.of(ReusePolicy.AUTO), DuplicatePolicy.FAIL);
    for (int number = 0; number < keys; number++) {
      builder.put(new Alike(number), number);
      builder.put(new Alike(number), number);
    }
    return builder;
  }

  private static Table<Hostile, Integer> load(
      Table<Hostile, Integer> previous, List<Integer> numbers, int more) {
    TableBuilder<Hostile, Integer> builder =
        new TableBuilder<>(previous, SameValue.of(ReusePolicy.AUTO), DuplicatePolicy.FAIL);
    numbers.forEach(number -> builder.put(new Hostile(number), number + more));
    return builder.build(2).table();
  }
}
