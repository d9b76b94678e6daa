package dev.midnight.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.sun.management.ThreadMXBean;
import dev.midnight.DuplicatePolicy;
import dev.midnight.ReusePolicy;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that hold the bits of their keys, and what else may be asked of them or put into them. */
class KeyKindTests {

  private static final SameValue AUTO = SameValue.of(ReusePolicy.AUTO);
  private static final int MANY = 132_000;

  private static Object longKey(int number) {
    return (long) number;
  }

  private static Object textKey(int number) {
    return "item:" + number;
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of(KeyKind.LONGS, (IntFunction<Object>) KeyKindTests::longKey),
        Arguments.of(KeyKind.LONGS, (IntFunction<Object>) i -> (long) i << 32),
        Arguments.of(KeyKind.INTEGERS, (IntFunction<Object>) i -> -i),
        Arguments.of(KeyKind.UUIDS, (IntFunction<Object>) i -> new UUID(i / 2, -i)),
        Arguments.of(KeyKind.TEXTS, (IntFunction<Object>) KeyKindTests::textKey),
        Arguments.of(KeyKind.TEXTS, (IntFunction<Object>) i -> "\u00ff" + i),
        Arguments.of(KeyKind.REFERENCES, (IntFunction<Object>) i -> "\u0100" + i),
        Arguments.of(KeyKind.REFERENCES, (IntFunction<Object>) i -> "a longer text " + i),
        Arguments.of(KeyKind.REFERENCES, (IntFunction<Object>) i -> (double) i));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theKindFollowsTheKeysThatCame(KeyKind kind, IntFunction<Object> keys) {
    Table<Object, Object> table = loaded(Table.empty(), keys, MANY);
    assertThat(table.geometry().kind()).isEqualTo(kind);
    assertThat(table.asMap()).isEqualTo(expected(keys, MANY));
    for (int i = 0; i < MANY; i++) {
      assertThat(table.get(keys.apply(i))).isEqualTo(i);
    }
    assertThat(table.get(keys.apply(-1))).isNull();
  }

  @Test
  void fewKeysStayReferencesBecauseTheirMemoryIsNear() {
    assertThat(kindOf(KeyKindTests::textKey, 131_071)).isEqualTo(KeyKind.REFERENCES);
    assertThat(kindOf(KeyKindTests::textKey, 131_072)).isEqualTo(KeyKind.TEXTS);
    assertThat(kindOf(KeyKindTests::longKey, 8_191)).isEqualTo(KeyKind.REFERENCES);
    assertThat(kindOf(KeyKindTests::longKey, 8_192)).isEqualTo(KeyKind.LONGS);
  }

  private static KeyKind kindOf(IntFunction<Object> keys, int size) {
    return loaded(Table.empty(), keys, size).geometry().kind();
  }

  @Test
  void anotherClassNeverEqualsAKeyOfTheSameNumber() {
    Table<Object, Object> longs = loaded(Table.empty(), KeyKindTests::longKey, MANY);
    assertThat(longs.get(7)).isNull();
    assertThat(longs.get("7")).isNull();
    assertThat(longs.get((short) 7)).isNull();
    Table<Object, Object> integers = loaded(Table.empty(), i -> i, MANY);
    assertThat(integers.get(7L)).isNull();
    assertThatNullPointerException().isThrownBy(() -> longs.get(nothing()));
    assertThatNullPointerException()
        .isThrownBy(() -> loaded(Table.empty(), KeyKindTests::textKey, MANY).get(nothing()));
  }

  /** These have the same length and the same low bytes; only the high ones tell them apart. */
  @Test
  void aTextBeyondLatin1IsNotTakenForOneWithItsLowBytes() {
    String within = "\u0001\u0080";
    String beyond = "\u0101\u0180";
    long[] bits = new long[2];
    ShortText.write(bits, 0, within);
    assertThat(ShortText.holds(bits, 0, within)).isTrue();
    assertThat(ShortText.holds(bits, 0, beyond)).isFalse();
    assertThat(ShortText.fits(beyond)).isFalse();
    Table<Object, Object> table = loaded(Table.empty(), i -> i == 0 ? within : "t" + i, MANY);
    assertThat(table.get(within)).isEqualTo(0);
    assertThat(table.get(beyond)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "\0", "\0\0", "1234567", "12345678", "123456789", "123456789012345"})
  void aTextOfEveryLengthIsReadAsItWasWritten(String text) {
    long[] bits = {-1, -1, -1, -1};
    ShortText.write(bits, 2, text);
    assertThat(ShortText.read(bits, 2)).isEqualTo(text);
    assertThat(ShortText.holds(bits, 2, text)).isTrue();
    assertThat(ShortText.holds(bits, 2, text + "\0")).isFalse();
    assertThat(ShortText.holds(bits, 2, text.isEmpty() ? "x" : text.substring(1))).isFalse();
    assertThat(ShortText.fits("1234567890123456")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void keysOfOtherKindsAreHeldBesideTheBits(int others) {
    for (IntFunction<Object> keys :
        List.<IntFunction<Object>>of(KeyKindTests::longKey, KeyKindTests::textKey)) {
      IntFunction<Object> mixed = i -> i % 200 < others ? new Pair(i, i) : keys.apply(i);
      Table<Object, Object> table = loaded(Table.empty(), mixed, MANY);
      assertThat(table.geometry().kind()).isNotEqualTo(KeyKind.REFERENCES);
      assertThat(table.asMap()).isEqualTo(expected(mixed, MANY));
      Map<Object, @Nullable Object> changes = new HashMap<>();
      changes.put(7, "Integer");
      changes.put("a text of more than fifteen characters", "text");
      changes.put(mixed.apply(300), null);
      Table<Object, Object> patched = table.patch(changes, AUTO).table();
      assertThat(patched.geometry()).isEqualTo(table.geometry());
      assertThat(patched.get(7)).isEqualTo("Integer");
      assertThat(patched.get(7L)).isEqualTo(table.get(7L));
      assertThat(patched.get(mixed.apply(300))).isNull();
      assertThat(patched.size()).isEqualTo(MANY + 1);
    }
  }

  private record Pair(int one, int other) {}

  @Test
  void aTableThatIsGivenManyOtherKeysTurnsToReferencesAndTheNextLoadBack() {
    Table<Object, Object> table = loaded(Table.empty(), KeyKindTests::longKey, 10_000);
    Map<Object, Object> changes = new HashMap<>();
    IntStream.range(0, 10_000).forEach(i -> changes.put("text " + i, i));
    Table<Object, Object> patched = table.patch(changes, AUTO).table();
    assertThat(patched.geometry().kind()).isEqualTo(KeyKind.REFERENCES);
    assertThat(patched.size()).isEqualTo(20_000);
    changes.keySet().forEach(key -> assertThat(patched.get(key)).isNotNull());
    Table<Object, Object> next = loaded(patched, KeyKindTests::longKey, 10_000);
    assertThat(next.geometry().kind()).isEqualTo(KeyKind.LONGS);
    assertThat(next.asMap()).isEqualTo(table.asMap());
  }

  @Test
  void nightsThatChangeTheKindCountTheirChanges() {
    Table<Object, Object> longs = loaded(Table.empty(), KeyKindTests::longKey, MANY);
    TableBuilder<Object, Object> builder = builder(longs);
    for (int i = 0; i < MANY; i++) {
      builder.put(i % 2 == 0 ? (Object) (long) i : "text " + i, i);
    }
    TableBuilder.Built<Object, Object> built = builder.build(2);
    assertThat(built.table().geometry().kind()).isEqualTo(KeyKind.REFERENCES);
    assertThat(built.changes().added()).isEqualTo(MANY / 2);
    assertThat(built.changes().removed()).isEqualTo(MANY / 2);
    assertThat(built.changes().unchanged()).isEqualTo(MANY / 2);
  }

  @Test
  void bytesAreThoseThatJolFindsButForTheValues() {
    for (IntFunction<Object> keys :
        List.<IntFunction<Object>>of(KeyKindTests::longKey, KeyKindTests::textKey)) {
      Table<Object, Object> table = loaded(Table.empty(), keys, MANY);
      assertThat(table.bytes()).isEqualTo(TableTests.structureBytes(table));
      Table<Object, Object> patched = table.patch(Map.of(keys.apply(1), "new"), AUTO).table();
      assertThat(patched.bytes()).isGreaterThan(table.bytes());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aHitAllocatesNothing(KeyKind kind, IntFunction<Object> keys) {
    Table<Object, Object> table = loaded(Table.empty(), keys, MANY);
    Object[] probes = IntStream.range(0, 1_000).mapToObj(keys).toArray();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int found = hits(table, probes);
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    found += hits(table, probes);
    long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    assertThat(found).isEqualTo(200_000);
    assertThat(allocated).as(kind.name()).isLessThan(1_000);
  }

  private static int hits(Table<Object, Object> table, Object[] probes) {
    int found = 0;
    for (int i = 0; i < 100_000; i++) {
      found += table.get(probes[i % probes.length]) == null ? 0 : 1;
    }
    return found;
  }

  private static Map<Object, Object> expected(IntFunction<Object> keys, int count) {
    Map<Object, Object> map = new HashMap<>();
    IntStream.range(0, count).forEach(i -> map.put(keys.apply(i), i));
    return map;
  }

  private static Table<Object, Object> loaded(
      Table<Object, Object> previous, IntFunction<Object> keys, int count) {
    TableBuilder<Object, Object> builder = builder(previous);
    IntStream.range(0, count).forEach(i -> builder.put(keys.apply(i), i));
    return builder.build(2).table();
  }

  private static TableBuilder<Object, Object> builder(Table<Object, Object> previous) {
    return new TableBuilder<>(previous, AUTO, DuplicatePolicy.FAIL);
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}
