package dev.midnight.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.midnight.Changes;
import dev.midnight.table.Table;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Numbers of generations, restores from a store, and the hold, without threads. */
class RestoreTests {

  private final PublisherFixture fixture = new PublisherFixture();
  private final ManualWrites<String, Integer> writes = fixture.writes;
  private final Publisher<String, Integer> publisher = fixture.publisher;

  @Test
  void numbersGoOnAboveThoseTakenBefore() {
    publisher.numbersTaken(41);
    fixture.load(Map.of("a", 1));
    assertThat(fixture.current().generation()).isEqualTo(42);
    assertThat(publisher.takeNumber()).isEqualTo(43);
    fixture.load(Map.of("a", 2));
    assertThat(fixture.current().generation()).isEqualTo(44);
    assertThat(fixture.current().version()).isEqualTo(2);
  }

  @Test
  void storedGenerationKeepsItsNumberAndItsAge() {
    publisher.numbersTaken(42);
    restore(Map.of("a", 1), null, 41);
    assertThat(fixture.current().generation()).isEqualTo(41);
    fixture.load(Map.of("a", 2));
    assertThat(fixture.current().generation()).isEqualTo(43);
  }

  @Test
  void numberThatIsNotAboveTheCurrentOneIsRefused() {
    publisher.numbersTaken(41);
    fixture.load(Map.of("a", 1));
    assertThatIllegalStateException()
        .isThrownBy(() -> restore(Map.of("a", 2), null, 42))
        .withMessageContaining("generation 42 is not published, generation 42 is current");
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 1));
  }

  @Test
  void heldCachePublishesNoLoadYetWritesAndRestoresGoOn() {
    fixture.load(Map.of("a", 1));
    publisher.hold(null);
    assertThatExceptionOfType(PublishHeldException.class)
        .isThrownBy(() -> fixture.load(Map.of("a", 2)));
    writes.put("b", 1);
    publisher.drain();
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 1, "b", 1));
    restore(Map.of("a", 3), null, 0);
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 3));
    publisher.release();
    fixture.load(Map.of("a", 4));
    assertThat(fixture.current().generation()).isEqualTo(3);
  }

  /** Nothing to serve is worse than what the operator did not ask for. */
  @Test
  void heldCacheThatHoldsNothingPublishesItsFirstLoad() {
    publisher.hold(null);
    fixture.load(Map.of("a", 1));
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 1));
  }

  @Test
  void holdEndsByItselfAtItsTime() {
    fixture.load(Map.of("a", 1));
    publisher.hold(PublisherFixture.NIGHT.plusMillis(1));
    LoadMark<String, Integer> mark = publisher.beginLoad();
    assertThatExceptionOfType(PublishHeldException.class)
        .isThrownBy(() -> publisher.renew(mark, PublisherFixture.NIGHT));
    publisher.hold(PublisherFixture.NIGHT);
    assertThat(publisher.renew(mark, PublisherFixture.NIGHT)).isNotNull();
  }

  @Test
  void loadThatRunsDuringARestoreIsPublishedAfterItWithItsWrites() {
    fixture.load(Map.of("a", 1, "b", 1));
    LoadMark<String, Integer> load = publisher.beginLoad();
    writes.put("b", 2);
    restore(Map.of("a", 9), null, 0);
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 9));
    Published<String, Integer> done = fixture.publish(load, Map.of("a", 5, "b", 1));
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 5, "b", 2));
    assertThat(done.changes()).isEqualTo(new Changes(1, 1, 0, 0));
  }

  /** A rejected load that is approved later hid the writes of the hours between. */
  @Test
  void writesSinceTheStoredEntriesWereReadAreLaidOverThem() {
    fixture.load(Map.of("a", 1, "b", 1));
    writes.put("a", 2);
    publisher.drain();
    Table<String, Integer> atTheLoad = publisher.beginLoad().previous();
    writes.put("b", 7);
    writes.remove("c");
    publisher.drain();
    restore(Map.of("a", 3, "b", 3, "d", 3), atTheLoad, 0);
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 3, "b", 7, "d", 3));
  }

  @Test
  void writesThatWaitForAFirstSnapshotAreLaidOverARestore() {
    var batch = writes.put("a", 7);
    publisher.drain();
    restore(Map.of("a", 1, "b", 1), null, 0);
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 7, "b", 1));
    assertThat(batch.told()).containsExactly("visible");
  }

  @Test
  void lostKeysAreThoseThatTheOtherSnapshotLacks() {
    fixture.load(Map.of("a", 1, "b", 1, "c", 1));
    var before = fixture.current();
    fixture.load(Map.of("a", 2, "c", 1, "d", 1, "e", 1));
    assertThat(LostKeys.count(before, fixture.current())).isEqualTo(1);
    assertThat(LostKeys.count(fixture.current(), before)).isEqualTo(2);
  }

  private void restore(
      Map<String, Integer> rows, @Nullable Table<String, Integer> since, long number) {
    LoadMark<String, Integer> mark = publisher.beginRestore(since, null);
    publisher.publish(fixture.prepare(mark, rows, number));
  }
}
