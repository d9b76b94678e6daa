package dev.midnight.publish;

import static dev.midnight.publish.PublisherFixture.NIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.midnight.Changes;
import dev.midnight.Snapshot;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The protocol table of src/docs/write-protocol.md, row by row, without threads. */
class PublisherTests {

  private final PublisherFixture fixture = new PublisherFixture();
  private final ManualWrites<String, Integer> writes = fixture.writes;
  private final Publisher<String, Integer> publisher = fixture.publisher;

  @Test
  void nothingIsCurrentBeforeTheFirstLoad() {
    assertThat(publisher.current()).isNull();
    assertThat(publisher.bytes()).isZero();
    assertThat(publisher.beginLoad().snapshot()).isNull();
    assertThat(publisher.beginLoad().previous().size()).isZero();
  }

  @Test
  void versionsCountEveryPublishAndGenerationsCountLoads() {
    fixture.load(Map.of("a", 1));
    assertThat(fixture.current().version()).isEqualTo(1);
    assertThat(fixture.current().generation()).isEqualTo(1);
    writes.put("a", 2);
    assertThat(publisher.drain()).isTrue();
    assertThat(fixture.current().version()).isEqualTo(2);
    assertThat(fixture.current().generation()).isEqualTo(1);
    fixture.load(Map.of("a", 3));
    assertThat(fixture.current().version()).isEqualTo(3);
    assertThat(fixture.current().generation()).isEqualTo(2);
    assertThat(fixture.current().publishedAt()).isEqualTo(NIGHT);
  }

  @Test
  void drainBeforeTheFirstLoadLeavesTheWritesInTheBuffer() {
    writes.put("a", 1);
    assertThat(publisher.drain()).isFalse();
    assertThat(writes.holdsWrites()).isTrue();
  }

  @Test
  void firstLoadHasReadWhatWasWrittenBeforeIt() {
    var batch = writes.put("a", 1);
    LoadMark<String, Integer> mark = publisher.beginLoad();
    assertThat(batch.told()).isEmpty();
    fixture.publish(mark, Map.of("a", 2));
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 2));
    assertThat(batch.told()).containsExactly("visible");
  }

  @Test
  void writeDuringTheFirstLoadLiesOverIt() {
    LoadMark<String, Integer> mark = publisher.beginLoad();
    var batch = writes.put("a", 1);
    fixture.publish(mark, Map.of("a", 2, "b", 2));
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 1, "b", 2));
    assertThat(fixture.current().version()).isEqualTo(1);
    assertThat(batch.told()).containsExactly("visible");
  }

  @Test
  void secondAttemptOfTheFirstLoadHasReadWhatWasWrittenDuringTheFirst() {
    LoadMark<String, Integer> failed = publisher.beginLoad();
    var batch = writes.put("a", 1);
    publisher.endLoad(failed);
    fixture.load(Map.of("a", 2));
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 2));
    assertThat(batch.told()).containsExactly("visible");
  }

  @Test
  void writeBeforeALoadIsVisibleWhenItBeginsAndReplacedByIt() {
    fixture.load(Map.of("a", 1));
    var batch = writes.put("a", 2);
    LoadMark<String, Integer> mark = publisher.beginLoad();
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 2));
    assertThat(batch.told()).containsExactly("visible");
    assertThat(mark.previous().get("a")).isEqualTo(2);
    fixture.publish(mark, Map.of("a", 3));
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 3));
  }

  @Test
  void writeDrainedDuringALoadLiesOverIt() {
    fixture.load(Map.of("a", 1, "b", 1));
    LoadMark<String, Integer> mark = publisher.beginLoad();
    writes.put("a", 2);
    publisher.drain();
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 2, "b", 1));
    fixture.publish(mark, Map.of("a", 3, "b", 3));
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 2, "b", 3));
  }

  @Test
  void writeStillBufferedAtThePublishLiesOverTheLoad() {
    fixture.load(Map.of("a", 1));
    LoadMark<String, Integer> mark = publisher.beginLoad();
    writes.put("a", 2);
    publisher.drain();
    Candidate<String, Integer> candidate = fixture.prepare(mark, Map.of("a", 3, "b", 3));
    var batch = writes.put("a", 4);
    writes.remove("b");
    publisher.publish(candidate);
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 4));
    assertThat(batch.told()).containsExactly("visible");
    assertThat(publisher.drain()).isFalse();
  }

  @Test
  void removalDuringALoadIsNotResurrectedByIt() {
    fixture.load(Map.of("a", 1));
    LoadMark<String, Integer> mark = publisher.beginLoad();
    writes.remove("a");
    publisher.drain();
    fixture.publish(mark, Map.of("a", 1));
    assertThat(fixture.seen()).isEmpty();
  }

  @Test
  void failedLoadLosesNothing() {
    fixture.load(Map.of("a", 1));
    LoadMark<String, Integer> mark = publisher.beginLoad();
    writes.put("a", 2);
    publisher.drain();
    writes.put("b", 2);
    publisher.endLoad(mark);
    publisher.endLoad(mark);
    publisher.drain();
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 2, "b", 2));
  }

  @Test
  void retryDoesNotReplayWhatItHasRead() {
    fixture.load(Map.of("a", 1));
    publisher.beginLoad();
    writes.put("a", 2);
    publisher.drain();
    fixture.load(Map.of("a", 3));
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 3));
  }

  @Test
  void loadWhoseMarkHasEndedIsRefused() {
    fixture.load(Map.of("a", 1));
    LoadMark<String, Integer> ended = publisher.beginLoad();
    Candidate<String, Integer> late = fixture.prepare(ended, Map.of("a", 2));
    LoadMark<String, Integer> newer = publisher.beginLoad();
    assertThatIllegalStateException()
        .isThrownBy(() -> publisher.publish(late))
        .withMessageContaining("Cache 'prices': publish refused");
    assertThatIllegalStateException().isThrownBy(() -> publisher.renew(ended, NIGHT));
    publisher.endLoad(ended);
    fixture.publish(newer, Map.of("a", 3));
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 3));
  }

  @Test
  void unchangedLoadRenewsTheAgeAndNothingElse() {
    fixture.load(Map.of("a", 1));
    writes.put("a", 2);
    publisher.drain();
    Snapshot<String, Integer> before = fixture.current();
    Snapshot<String, Integer> renewed =
        Objects.requireNonNull(publisher.renew(publisher.beginLoad(), NIGHT.plusSeconds(60)));
    assertThat(renewed).isSameAs(fixture.current());
    assertThat(renewed.loadedAt()).isEqualTo(NIGHT.plusSeconds(60));
    assertThat(renewed.version()).isEqualTo(before.version());
    assertThat(renewed.generation()).isEqualTo(before.generation());
    assertThat(renewed.asMap()).isEqualTo(before.asMap());
    assertThat(fixture.notices).hasSize(2);
  }

  @Test
  void unchangedFirstLoadPublishesNothing() {
    assertThat(publisher.renew(publisher.beginLoad(), NIGHT)).isNull();
    assertThat(publisher.current()).isNull();
  }

  @Test
  void writesThatChangeNothingEndWithoutAVersion() {
    fixture.load(Map.of("a", 1));
    var batch = writes.put("a", 1);
    assertThat(publisher.drain()).isTrue();
    assertThat(fixture.current().version()).isEqualTo(1);
    assertThat(batch.told()).containsExactly("visible");
    assertThat(publisher.drain()).isFalse();
  }

  @Test
  void snapshotInHandStaysAsItIs() {
    fixture.load(Map.of("a", 1));
    Snapshot<String, Integer> held = fixture.current();
    writes.put("a", 2);
    publisher.drain();
    fixture.load(Map.of("b", 3));
    assertThat(held.asMap()).isEqualTo(Map.of("a", 1));
    assertThat(held.version()).isEqualTo(1);
  }

  @Test
  void mergeDecidesBetweenLoadedAndWrittenRowsButNotRemovals() {
    PublisherFixture merging =
        new PublisherFixture(
            (key, loaded, written) -> loaded == null ? written : Math.max(loaded, written));
    merging.load(Map.of());
    LoadMark<String, Integer> mark = merging.publisher.beginLoad();
    merging.writes.put("newer", 2);
    merging.writes.put("older", 2);
    merging.writes.put("unknown", 2);
    merging.writes.remove("removed");
    merging.publisher.drain();
    merging.publish(mark, Map.of("newer", 1, "older", 9, "removed", 9));
    assertThat(merging.seen()).isEqualTo(Map.of("newer", 2, "older", 9, "unknown", 2));
  }

  @Test
  void failingMergePublishesNothingAndLosesNothing() {
    PublisherFixture merging =
        new PublisherFixture(
            (key, loaded, written) -> {
              throw new IllegalStateException("no timestamp");
            });
    merging.load(Map.of("a", 1));
    LoadMark<String, Integer> mark = merging.publisher.beginLoad();
    var batch = merging.writes.put("a", 2);
    assertThatIllegalStateException()
        .isThrownBy(() -> merging.publish(mark, Map.of("a", 3)))
        .withMessage("no timestamp");
    assertThat(merging.seen()).isEqualTo(Map.of("a", 1));
    assertThat(merging.writes.drainsAskedFor()).isEqualTo(1);
    merging.publisher.endLoad(mark);
    assertThat(merging.publisher.drain()).isTrue();
    assertThat(merging.seen()).isEqualTo(Map.of("a", 2));
    assertThat(batch.told()).containsExactly("visible");
  }

  @Test
  void changesAreThoseBetweenTheTwoSnapshotsThatReadersSaw() {
    fixture.load(Map.of("kept", 1, "changed", 1, "gone", 1, "written", 1, "removed", 1));
    LoadMark<String, Integer> mark = fixture.publisher.beginLoad();
    writes.put("written", 2);
    writes.remove("removed");
    writes.put("added", 2);
    writes.put("both", 2000);
    publisher.drain();
    writes.put("late", 2);
    var published =
        fixture.publish(
            mark,
            Map.of("kept", 1, "changed", 3, "written", 1, "removed", 1, "new", 3, "both", 2000));
    assertThat(published.changes()).isEqualTo(new Changes(2, 1, 1, 4));
    assertThat(fixture.notices.get(2))
        .isEqualTo("3 load {changed=1→3, gone=1→null, late=null→2, new=null→3}");
  }

  @Test
  void drainShowsWhatItChanged() {
    fixture.load(Map.of("a", 1, "b", 1));
    writes.put("a", 2);
    writes.remove("b");
    writes.remove("unknown");
    publisher.drain();
    assertThat(fixture.notices.get(1)).isEqualTo("2 drain {a=1→2, b=1→null}");
  }

  @Test
  void failingListenerStopsNothing() {
    Publisher<String, Integer> noisy =
        new Publisher<>(
            new PublisherSettings<>(
                "noisy",
                java.time.Clock.systemUTC(),
                (a, b) -> a == b,
                null,
                (previous, current, changes, byRefresh) -> {
                  throw new IllegalStateException("listener");
                }));
    for (int i = 0; i < 2; i++) {
      LoadMark<String, Integer> mark = noisy.beginLoad();
      noisy.publish(
          noisy.prepare(mark, PublisherFixture.tableOf(Map.of("a", i)), Changes.NONE, NIGHT));
    }
    assertThat(noisy.current()).isNotNull();
  }

  @Test
  void abandonedWritesNeverBecomeVisible() {
    LoadMark<String, Integer> mark = publisher.beginLoad();
    var batch = writes.put("a", 1);
    publisher.abandon();
    assertThat(batch.told()).containsExactly("abandoned");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> fixture.publish(mark, Map.of()));
  }

  @Test
  void secondWritePathIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> publisher.attach(new ManualWrites<>()))
        .withMessageContaining("has a write path already");
  }
}
