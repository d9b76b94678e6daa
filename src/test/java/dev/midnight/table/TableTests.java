package dev.midnight.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import dev.midnight.Changes;
import dev.midnight.DuplicateKeyException;
import dev.midnight.DuplicatePolicy;
import dev.midnight.ReusePolicy;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jol.info.GraphLayout;

class TableTests {

  private static final SameValue AUTO = SameValue.of(ReusePolicy.AUTO);

  @Test
  void emptyTableHoldsNothing() {
    Table<String, String> table = Table.empty();
    assertThat(table.size()).isZero();
    assertThat(table.get("a")).isNull();
    assertThat(table.asMap()).isEmpty();
  }

  @Test
  void nullKeyIsRefused() {
    Table<Object, Object> table = numbered(3);
    assertThatNullPointerException().isThrownBy(() -> table.get(nothing()));
    TableBuilder<Object, Object> builder = builder(table, DuplicatePolicy.FAIL);
    builder.put("a", 1);
    assertThatNullPointerException()
        .isThrownBy(() -> builder.put(nothing(), 1))
        .withMessageContaining("Row 2 has a null key");
    assertThatNullPointerException()
        .isThrownBy(() -> builder.put("b", nothing()))
        .withMessageContaining("Row 2 has a null value");
    Map<Object, @Nullable Object> changes = new HashMap<>();
    changes.put(null, 1);
    assertThatNullPointerException().isThrownBy(() -> table.patch(changes, AUTO));
  }

  static IntStream sizes() {
    IntStream limits =
        IntStream.iterate(128, i -> i <= 1 << 16, i -> i * 2)
            .flatMap(i -> IntStream.of(i - 1, i, i + 1));
    return IntStream.concat(IntStream.rangeClosed(0, 70), limits);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void everySizeAroundEveryLimitIsBuiltGrownAndShrunk(int size) {
    Table<Object, Object> table = numbered(size);
    assertHolds(table, size);
    Table<Object, Object> grown = table.patch(Map.of("item:" + size, size), AUTO).table();
    assertHolds(grown, size + 1);
    Map<Object, @Nullable Object> removal = new HashMap<>();
    removal.put("item:" + size, null);
    assertHolds(grown.patch(removal, AUTO).table(), size);
    assertThat(table.bytes()).isEqualTo(structureBytes(table));
  }

  @Test
  void aLoadOfEqualRowsGivesTheVeryTable() {
    Table<Object, Object> table = numbered(10_000);
    TableBuilder.Built<Object, Object> built = rebuilt(table, 10_000);
    assertThat(built.table()).isSameAs(table);
    assertThat(built.changes()).isEqualTo(new Changes(0, 0, 0, 10_000));
  }

  @Test
  void aRefreshKeepsTheShardsThatDidNotChangeAndTheKeysOfThoseThatDid() {
    Table<Object, Object> table = loaded(Table.empty(), 100_000, -1).table();
    TableBuilder.Built<Object, Object> built = loaded(table, 100_000, 777);
    assertThat(built.changes()).isEqualTo(new Changes(0, 1, 0, 99_999));
    assertThat(differentShards(table, built.table())).isEqualTo(1);
    assertThat(identities(built.table())).containsExactlyInAnyOrderElementsOf(identities(table));
    assertThat(built.table().get(LONG_TEXT + 777)).isEqualTo(-1);
    assertThat(table.get(LONG_TEXT + 777)).isEqualTo(777);
  }

  private static final String LONG_TEXT = "a key of more than fifteen characters:";

  /** Rows of keys that are held by reference; one has -1 for a value. */
  private static TableBuilder.Built<Object, Object> loaded(
      Table<Object, Object> previous, int size, int changed) {
    TableBuilder<Object, Object> builder = builder(previous, DuplicatePolicy.FAIL);
    for (int i = 0; i < size; i++) {
      builder.put(LONG_TEXT + i, i == changed ? -1 : Integer.valueOf(i));
    }
    return builder.build(2);
  }

  @Test
  void aPatchCopiesOnlyTheShardsThatItTouches() {
    Table<Object, Object> table = numbered(100_000);
    Table.Patched<Object, Object> patched = table.patch(Map.of("item:1", "new"), AUTO);
    assertThat(differentShards(table, patched.table())).isEqualTo(1);
    assertThat(patched.changes()).isEqualTo(new Changes(0, 1, 0, 99_999));
    assertThat(table.patch(Map.of("item:1", 1), AUTO).table()).isSameAs(table);
  }

  @Test
  void equalDuplicatesPassAndOthersFollowThePolicy() {
    assertThat(duplicates(DuplicatePolicy.FIRST, Table.empty()).table().get("k")).isEqualTo("a");
    assertThat(duplicates(DuplicatePolicy.LAST, Table.empty()).table().get("k")).isEqualTo("c");
    assertThatThrownBy(() -> duplicates(DuplicatePolicy.FAIL, Table.empty()))
        .isInstanceOfSatisfying(
            DuplicateKeyException.class, e -> assertThat(e.key()).isEqualTo("k"))
        .hasMessageContaining("2 loaded rows")
        .hasMessageContaining("load.duplicates")
        .message()
        .doesNotContain("'k'");
  }

  @Test
  void aRowThatEqualsYesterdaysKeepsItsPlaceAmongDuplicates() {
    for (String yesterday : List.of("a", "b", "c", "d")) {
      Table<Object, Object> before =
          Table.<Object, Object>empty().patch(Map.of("k", yesterday), AUTO).table();
      assertThat(duplicates(DuplicatePolicy.FIRST, before).table().get("k")).isEqualTo("a");
      assertThat(duplicates(DuplicatePolicy.LAST, before).table().get("k")).isEqualTo("c");
      assertThatThrownBy(() -> duplicates(DuplicatePolicy.FAIL, before))
          .isInstanceOf(DuplicateKeyException.class);
    }
  }

  /** Rows a, a, b, c of one key. */
  private static TableBuilder.Built<Object, Object> duplicates(
      DuplicatePolicy policy, Table<Object, Object> previous) {
    TableBuilder<Object, Object> builder = builder(previous, policy);
    Stream.of("a", "a", "b", "c").forEach(value -> builder.put("k", value));
    TableBuilder.Built<Object, Object> built = builder.build(1);
    assertThat(built.duplicatesDropped()).isEqualTo(3);
    assertThat(built.duplicatesInConflict()).isEqualTo(2);
    assertThat(built.firstDuplicate()).isEqualTo("k");
    return built;
  }

  @Test
  void aBuilderThatHasBuiltRefusesRows() {
    TableBuilder<Object, Object> builder = builder(Table.empty(), DuplicatePolicy.FAIL);
    builder.build(1);
    assertThatThrownBy(() -> builder.put("late", 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("The load is over");
  }

  @Test
  void thousandsOfCollidingStringsAreFoundAndBuiltWithoutQuadraticWork() {
    List<String> hostile = collidingStrings(14);
    TableBuilder<Object, Object> builder = builder(Table.empty(), DuplicatePolicy.FAIL);
    hostile.forEach(key -> builder.put(key, key));
    hostile.forEach(key -> builder.put(key, key));
    Table<Object, Object> table = builder.build(1).table();
    assertThat(table.size()).isEqualTo(1 << 14);
    hostile.forEach(key -> assertThat(table.get(key)).isSameAs(key));
    assertThat(table.get("absent" + hostile.get(0))).isNull();
    assertThat(table.bytes()).isEqualTo(structureBytes(table));
  }

  /** Strings of "Aa" and "BB", whose hash codes are all the same. */
  static List<String> collidingStrings(int pairs) {
    List<String> strings = new ArrayList<>(List.of(""));
    for (int i = 0; i < pairs; i++) {
      List<String> longer = new ArrayList<>(strings.size() * 2);
      strings.forEach(s -> Collections.addAll(longer, s + "Aa", s + "BB"));
      strings = longer;
    }
    return strings;
  }

  @Test
  void aHitAllocatesNothing() {
    Table<Object, Object> table = numbered(10_000);
    String[] probes = IntStream.range(0, 1000).mapToObj(i -> "item:" + i).toArray(String[]::new);
    assertThat(allocatedBy(100_000, i -> table.get(probes[i % probes.length]))).isLessThan(1_000);
  }

  /** The bytes that this thread allocates for that many hits, after as many to warm up. */
  static long allocatedBy(int hits, IntFunction<@Nullable Object> lookup) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertThat(hits(hits, lookup)).isEqualTo(hits);
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    int found = hits(hits, lookup);
    long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    assertThat(found).isEqualTo(hits);
    return allocated;
  }

  private static int hits(int lookups, IntFunction<@Nullable Object> lookup) {
    int found = 0;
    for (int i = 0; i < lookups; i++) {
      found += lookup.apply(i) == null ? 0 : 1;
    }
    return found;
  }

  private static void assertHolds(Table<Object, Object> table, int size) {
    assertThat(table.size()).isEqualTo(size);
    for (int i = 0; i < size; i++) {
      assertThat(table.get("item:" + i)).isEqualTo(i);
    }
    assertThat(table.get("item:" + size)).isNull();
    assertThat(table.asMap().size()).isEqualTo(size);
  }

  static Table<Object, Object> numbered(int size) {
    return rebuilt(Table.empty(), size).table();
  }

  private static TableBuilder.Built<Object, Object> rebuilt(
      Table<Object, Object> previous, int size) {
    TableBuilder<Object, Object> builder = builder(previous, DuplicatePolicy.FAIL);
    for (int i = 0; i < size; i++) {
      builder.put("item:" + i, i);
    }
    return builder.build(2);
  }

  private static TableBuilder<Object, Object> builder(
      Table<Object, Object> previous, DuplicatePolicy policy) {
    return new TableBuilder<>(previous, AUTO, policy);
  }

  private static long differentShards(Table<?, ?> one, Table<?, ?> other) {
    assertThat(one.geometry().shards()).isEqualTo(other.geometry().shards());
    return IntStream.range(0, one.geometry().shards())
        .filter(i -> one.shard(i) != other.shard(i))
        .count();
  }

  private static List<Integer> identities(Table<?, ?> table) {
    return table.asMap().keySet().stream().map(System::identityHashCode).toList();
  }

  @Test
  void aNightThatChangedOneRowInAHundredRetainsLittle() {
    Table<Object, Object> table = loaded(Table.empty(), 100_000, -1).table();
    TableBuilder<Object, Object> builder = builder(table, DuplicatePolicy.FAIL);
    for (int i = 0; i < 100_000; i++) {
      builder.put(LONG_TEXT + i, i % 100 == 7 ? -1 - i : Integer.valueOf(i));
    }
    Table<Object, Object> next = builder.build(1).table();
    long all = GraphLayout.parseInstance(table).totalSize();
    assertThat(retainedBytes(table, next)).isLessThan(all * 3 / 100);
    assertThat(next.get(LONG_TEXT + 107)).isEqualTo(-108);
  }

  /** Neither a row that equals yesterday's nor the key of one that does not waits for the build. */
  @Test
  void keyThatTheTableHoldsDiesYoung() {
    Table<Object, Object> table = loaded(Table.empty(), 1_000, -1).table();
    TableBuilder<Object, Object> builder = builder(table, DuplicatePolicy.FAIL);
    List<WeakReference<Object>> keys = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String key = LONG_TEXT + i;
      keys.add(new WeakReference<>(key));
      builder.put(key, -1 - i);
    }
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(keys.subList(0, 500)).allMatch(key -> key.get() == null);
            });
    assertThat(builder.newRows()).isGreaterThanOrEqualTo(500);
    assertThat(builder.build(1).changes()).isEqualTo(new Changes(0, 1_000, 0, 0));
  }

  /**
   * What a successor holds that its predecessor does not. By the identity of the objects: {@code
   * GraphLayout.subtract} goes by their addresses, and a collection between its two walks makes all
   * of them differ.
   */
  static long retainedBytes(Table<?, ?> before, Table<?, ?> next) {
    return GraphLayout.parseInstance(before, next).totalSize()
        - GraphLayout.parseInstance(before).totalSize();
  }

  /** What JOL finds of a table when keys and values, those made stale too, are put aside. */
  static long structureBytes(Table<?, ?> table) {
    List<Object> contents = new ArrayList<>(table.asMap().values());
    KeyKind kind = table.geometry().kind();
    contents.add(kind);
    for (Shard shard : table.shards()) {
      if (shard.overflow != null) {
        contents.add(shard.overflow.kind());
      }
      for (int i = 0; i < shard.capacity(); i++) {
        boolean placed = i < shard.positions();
        Object key = placed ? shard.cells.keyAt(i) : shard.keyAt(i);
        if (key != null && (kind == KeyKind.REFERENCES || !kind.fits(key))) {
          contents.add(key);
        }
        if (placed && shard.cells.valueAt(i) != null) {
          contents.add(Objects.requireNonNull(shard.cells.valueAt(i)));
        }
      }
    }
    long all = GraphLayout.parseInstance(table).totalSize();
    return all - GraphLayout.parseInstance(contents.toArray()).totalSize();
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}
