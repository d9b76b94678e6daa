package dev.midnight.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.ReusePolicy;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SameValueTests {

  private static final SameValue AUTO = SameValue.of(ReusePolicy.AUTO);

  /** An entity whose equality looks at its id alone. */
  static final class Price {
    final int id;
    final int cents;

    Price(int id, int cents) {
      this.id = id;
      this.cents = cents;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Price price && price.id == id;
    }

    @Override
    public int hashCode() {
      return id;
    }
  }

  private record Holder(String name, @Nullable Object content) {}

  private record Equalling(int id, int cents) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Equalling equalling && equalling.id == id;
    }

    @Override
    public int hashCode() {
      return Objects.hash(id);
    }
  }

  @SuppressWarnings("UnusedMethod")
  private record Hiding(int cents) {
    @Override
    public int cents() {
      return 0;
    }
  }

  private record Numbers(double exact, float rough, long whole, char sign, boolean flag) {}

  @Test
  void jdkValuesAreTheSameWhenTheyAreEqual() {
    assertSame(text("a"), text("a"));
    assertSame(new BigDecimal("1.0"), new BigDecimal("1.0"));
    assertSame(Instant.ofEpochSecond(9), Instant.ofEpochSecond(9));
    assertSame(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 1));
    assertSame(new UUID(1, 2), new UUID(1, 2));
    assertSame(Optional.of(text("a")), Optional.of(text("a")));
    assertSame(URI.create("http://a/b"), URI.create("http://a/b"));
  }

  @Test
  void whatCanBeToldApartIsNotTheSame() {
    assertDifferent(new BigDecimal("1.0"), new BigDecimal("1.00"));
    assertDifferent(0.0, -0.0);
    assertDifferent(1, 1L);
    assertDifferent(URI.create("http://a/b"), URI.create("HTTP://A/b"));
    assertDifferent(new double[] {0.0}, new double[] {-0.0});
    assertDifferent(new int[] {1}, new long[] {1});
    assertSame(Double.NaN, 0.0 / 0.0);
  }

  @Test
  void anEntityIsReplacedWhateverItsEqualsSays() {
    assertDifferent(new Price(1, 10), new Price(1, 20));
    assertDifferent(new Price(1, 10), new Price(1, 10));
    assertDifferent(List.of(new Price(1, 10)), List.of(new Price(1, 20)));
    assertDifferent(Set.of(new Price(1, 10)), Set.of(new Price(1, 20)));
    assertDifferent(Map.of("a", new Price(1, 10)), Map.of("a", new Price(1, 20)));
    assertDifferent(new Object[] {new Price(1, 10)}, new Object[] {new Price(1, 20)});
    assertDifferent(Optional.of(new Price(1, 10)), Optional.of(new Price(1, 20)));
    assertDifferent(new Holder("a", new Price(1, 10)), new Holder("a", new Price(1, 20)));
    Price shared = new Price(1, 10);
    assertSame(new Holder("a", shared), new Holder(text("a"), shared));
  }

  @Test
  void recordsAreComparedByTheirFieldsAlone() {
    assertSame(new Equalling(1, 10), new Equalling(1, 10));
    assertDifferent(new Equalling(1, 10), new Equalling(1, 20));
    assertDifferent(new Hiding(1), new Hiding(2));
    assertSame(new Holder("a", null), new Holder("a", null));
    assertDifferent(new Holder("a", null), new Holder("a", "b"));
    assertSame(new Numbers(1, 2, 3, '+', true), new Numbers(1, 2, 3, '+', true));
    assertDifferent(new Numbers(0.0, 2, 3, '+', true), new Numbers(-0.0, 2, 3, '+', true));
    @SuppressWarnings("ArrayRecordComponent")
    record Local(int[] values) {}
    assertSame(new Local(new int[] {1, 2}), new Local(new int[] {1, 2}));
    assertDifferent(new Local(new int[] {1, 2}), new Local(new int[] {1, 3}));
  }

  @Test
  @SuppressWarnings("JdkObsolete")
  void collectionsOfTheJdkAreComparedByContent() {
    assertSame(List.of(text("a"), 1), List.of(text("a"), 1));
    assertSame(new ArrayList<>(List.of("a")), new ArrayList<>(List.of(text("a"))));
    assertSame(Set.of("a", "b", "c"), Set.of("c", "b", "a"));
    assertSame(new HashSet<>(List.of("a", "b")), new HashSet<>(List.of("b", "a")));
    assertSame(Map.of("a", List.of(1), "b", List.of(2)), Map.of("b", List.of(2), "a", List.of(1)));
    assertSame(new TreeMap<>(Map.of("a", 1)), new TreeMap<>(Map.of("a", 1)));
    assertDifferent(List.of("a", "b"), List.of("b", "a"));
    assertDifferent(List.of("a"), List.of("a", "b"));
    assertDifferent(new ArrayList<>(List.of("a")), new Vector<>(List.of("a")));
    assertDifferent(Map.of("a", 1), Map.of("a", 2));
    assertDifferent(Map.of("a", 1), Map.of("b", 1));
    assertDifferent(nullable("a", null), nullable("b", null));
  }

  @Test
  void theOrderOfALinkedCollectionCounts() {
    assertDifferent(new LinkedHashSet<>(List.of("a", "b")), new LinkedHashSet<>(List.of("b", "a")));
    Map<String, Integer> one = new LinkedHashMap<>();
    one.put("a", 1);
    one.put("b", 2);
    Map<String, Integer> other = new LinkedHashMap<>();
    other.put("b", 2);
    other.put("a", 1);
    assertDifferent(one, other);
  }

  @Test
  void aForeignComparatorIsPartOfASortedCollection() {
    TreeSet<String> ignoring = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    ignoring.add("a");
    assertDifferent(ignoring, new TreeSet<>(List.of("a")));
    TreeSet<String> upper = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    upper.add("A");
    assertDifferent(ignoring, upper);
    TreeMap<String, Integer> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    map.put("a", 1);
    assertDifferent(map, new TreeMap<>(Map.of("a", 1)));
  }

  @Test
  void subclassesAndWrappersOfJdkTypesProveNothing() {
    assertDifferent(new ArrayList<>(List.of(1)) {}, new ArrayList<>(List.of(1)) {});
    HashMap<String, Integer> one =
        new HashMap<>() {
          private static final long serialVersionUID = 1;
        };
    assertDifferent(one, new HashMap<>());
    assertDifferent(
        Collections.unmodifiableSet(new TreeSet<>(Set.of(1))),
        Collections.unmodifiableSet(new TreeSet<>(Set.of(1))));
    assertDifferent(new AtomicInteger(1), new AtomicInteger(1));
  }

  @Test
  void endlessStructuresCountAsDifferent() {
    List<Object> one = new ArrayList<>();
    one.add(one);
    List<Object> other = new ArrayList<>();
    other.add(other);
    assertDifferent(one, other);
  }

  @Test
  void equalsAndNeverDoAsTheySay() {
    SameValue equals = SameValue.of(ReusePolicy.EQUALS);
    assertThat(equals.same(new Price(1, 10), new Price(1, 20))).isTrue();
    SameValue never = SameValue.of(ReusePolicy.NEVER);
    String a = text("a");
    assertThat(never.same(a, text("a"))).isFalse();
    assertThat(never.same(a, a)).isTrue();
  }

  private static Map<String, @Nullable Object> nullable(String key, @Nullable Object value) {
    Map<String, @Nullable Object> map = new HashMap<>();
    map.put(key, value);
    return map;
  }

  private static String text(String text) {
    return new String(text.toCharArray());
  }

  private static void assertSame(Object before, Object after) {
    assertThat(AUTO.same(before, after)).as("%s and %s", before, after).isTrue();
  }

  private static void assertDifferent(Object before, Object after) {
    assertThat(AUTO.same(before, after))
        .as("%s and %s", before.getClass(), after.getClass())
        .isFalse();
  }
}
