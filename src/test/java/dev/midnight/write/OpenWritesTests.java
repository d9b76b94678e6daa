package dev.midnight.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenWritesTests {

  private static final int MANY = 1000;

  private final OpenWrites<String, Integer> open =
      new OpenWrites<>(new PendingFutures(new Crowd(Crowd.QUEUE, () -> {})));

  @Test
  void valueOfAKeyThatIsHereIsReplacedWithoutTheLock() {
    assertThat(open.find("a")).isNegative();
    assertThat(open.store("a", 1)).isTrue();
    assertThat(open.replace(open.find("a"), 2)).isTrue();
    assertThat(open.take()).isEqualTo(Map.of("a", 2));
  }

  @Test
  void heldKeyIsReplacedByNobodyUntilItsValueIsStored() {
    open.store("a", 1);
    open.hold("a");
    open.hold("absent");
    assertThat(open.replace(open.find("a"), 2)).isFalse();
    assertThat(open.store("a", 3)).isFalse();
    assertThat(open.replace(open.find("a"), 4)).isTrue();
    assertThat(open.take()).isEqualTo(Map.of("a", 4));
  }

  @Test
  void nothingIsReplacedAfterTheCutTookIt() {
    open.store("a", 1);
    int place = open.find("a");
    CutEntries<String, Integer> cut = open.take();
    assertThat(open.replace(place, 2)).isFalse();
    assertThat(cut).isEqualTo(Map.of("a", 1));
  }

  @Test
  void nothingIsReplacedInATableThatWasLeftForALargerOne() {
    open.store("a", 1);
    OpenWrites<String, Integer> larger = open.withRoomFor(MANY);
    assertThat(open.replace(open.find("a"), 2)).isFalse();
    assertThat(larger.replace(larger.find("a"), 3)).isTrue();
    assertThat(larger.withRoomFor(1)).isSameAs(larger);
    assertThat(larger.take()).isEqualTo(Map.of("a", 3));
  }

  @Test
  void heldKeyStaysHeldInALargerTable() {
    open.store("a", 1);
    open.hold("a");
    OpenWrites<String, Integer> larger = open.withRoomFor(MANY);
    assertThat(larger.replace(larger.find("a"), 2)).isFalse();
  }

  @Test
  void removalIsAnEntryWithoutAValue() {
    open.store("a", null);
    open.store("b", 1);
    open.replace(open.find("b"), null);
    CutEntries<String, Integer> cut = open.take();
    assertThat(cut).hasSize(2).containsEntry("a", null).containsEntry("b", null);
    assertThat(cut.containsKey("c")).isFalse();
    assertThat(cut.get("c")).isNull();
  }

  @Test
  void keysOfOneHashCodeAreAllKept() {
    OpenWrites<Colliding, Integer> table =
        new OpenWrites<>(new PendingFutures(new Crowd(Crowd.QUEUE, () -> {})));
    Map<Colliding, @Nullable Integer> expected = new HashMap<>();
    for (int i = 0; i < 2 * MANY; i++) {
      Colliding key = new Colliding(i % MANY);
      table = table.withRoomFor(1);
      assertThat(table.store(key, i)).isEqualTo(i < MANY);
      assertThat(table.holds(key)).isTrue();
      expected.put(key, i);
    }
    CutEntries<Colliding, Integer> cut = table.take();
    assertThat(cut).isEqualTo(expected).hasSize(MANY);
    Map<Colliding, @Nullable Integer> seen = new HashMap<>();
    cut.forEach((key, value) -> assertThat(seen.put(key, value)).isNull());
    assertThat(seen).isEqualTo(expected);
    expected.forEach((key, value) -> assertThat(cut.get(key)).isEqualTo(value));
    assertThat(cut.containsKey(new Colliding(MANY))).isFalse();
  }

  @Test
  void everyKeyIsFoundAtEverySize() {
    OpenWrites<Integer, Integer> table =
        new OpenWrites<>(new PendingFutures(new Crowd(Crowd.QUEUE, () -> {})));
    for (int i = 0; i < MANY; i++) {
      table = table.withRoomFor(1);
      table.store(i << 10, i);
      assertThat(IntStream.rangeClosed(0, i).mapToObj(n -> n << 10)).allMatch(table::holds);
    }
    assertThat(table.take()).hasSize(MANY);
  }

  private record Colliding(int number) {

    @Override
    public int hashCode() {
      return 1;
    }
  }
}
