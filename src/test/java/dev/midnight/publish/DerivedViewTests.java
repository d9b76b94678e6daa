package dev.midnight.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.midnight.DerivedView;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotNotLoadedException;
import dev.midnight.spi.LogLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DerivedViewTests {

  @RegisterExtension final LogLines lines = new LogLines("dev.midnight.publish");
  private final PublisherFixture fixture = new PublisherFixture();
  private final ManualWrites<String, Integer> writes = fixture.writes;
  private final Publisher<String, Integer> publisher = fixture.publisher;

  @Test
  void viewIsSwappedTogetherWithItsSnapshot() {
    DerivedView<Integer> sum = publisher.derive(DerivedViewTests::sum, null);
    assertThatExceptionOfType(SnapshotNotLoadedException.class).isThrownBy(sum::get);
    fixture.load(Map.of("a", 1, "b", 2));
    Snapshot<String, Integer> first = fixture.current();
    assertThat(sum.get()).isEqualTo(3);
    writes.put("a", 10);
    publisher.drain();
    assertThat(sum.get()).isEqualTo(12);
    fixture.load(Map.of("a", 5));
    assertThat(sum.get()).isEqualTo(5);
    assertThat(first.view(sum)).isEqualTo(3);
  }

  @Test
  void viewDerivedLateIsBuiltAtOnceAndForOlderSnapshotsOnDemand() {
    fixture.load(Map.of("a", 1));
    Snapshot<String, Integer> older = fixture.current();
    fixture.load(Map.of("a", 2));
    List<Long> builds = new ArrayList<>();
    DerivedView<Integer> sum =
        publisher.derive(
            snapshot -> {
              builds.add(snapshot.version());
              return sum(snapshot);
            },
            null);
    assertThat(builds).containsExactly(2L);
    assertThat(sum.get()).isEqualTo(2);
    assertThat(older.view(sum)).isEqualTo(1);
    assertThat(older.view(sum)).isEqualTo(1);
    assertThat(builds).containsExactly(2L, 1L);
  }

  @Test
  void viewDerivedBetweenPrepareAndPublishIsPublishedToo() {
    LoadMark<String, Integer> mark = publisher.beginLoad();
    Candidate<String, Integer> candidate = fixture.prepare(mark, Map.of("a", 1));
    List<Long> builds = new ArrayList<>();
    DerivedView<Integer> size =
        publisher.derive(
            snapshot -> {
              builds.add(snapshot.version());
              return snapshot.size();
            },
            null);
    publisher.publish(candidate);
    assertThat(builds).hasSize(1);
    assertThat(size.get()).isEqualTo(1);
    assertThat(builds).hasSize(1);
  }

  @Test
  void builderMayUseTheViewsBeforeIt() {
    DerivedView<Integer> sum = publisher.derive(DerivedViewTests::sum, null);
    DerivedView<Integer> twice = publisher.derive(snapshot -> 2 * snapshot.view(sum), null);
    fixture.load(Map.of("a", 1, "b", 2));
    assertThat(twice.get()).isEqualTo(6);
  }

  @Test
  void failingBuilderBlocksThePublishOfALoad() {
    publisher.derive(snapshot -> 1 / snapshot.size(), null);
    fixture.load(Map.of("a", 1));
    LoadMark<String, Integer> mark = publisher.beginLoad();
    assertThatExceptionOfType(DerivedViewException.class)
        .isThrownBy(() -> fixture.prepare(mark, Map.of()))
        .withMessageContaining("Cache 'prices': derived view 1 (dev.midnight.publish.DerivedView")
        .withMessageContaining("/ by zero")
        .withCauseInstanceOf(ArithmeticException.class);
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 1));
  }

  @Test
  void builderThatReturnsNullOrOverflowsTheStackIsRefused() {
    fixture.load(Map.of("a", 1));
    assertThatExceptionOfType(DerivedViewException.class)
        .isThrownBy(() -> publisher.derive(DerivedViewTests::endless, null))
        .withCauseInstanceOf(StackOverflowError.class);
    writes.put("a", 2);
    assertThat(publisher.drain()).isTrue();
  }

  @Test
  void drainWhoseViewFailsKeepsItsWritesUntilOneHealsIt() {
    fixture.load(Map.of("a", 1));
    DerivedView<Integer> inverse = publisher.derive(snapshot -> 10 / value(snapshot), null);
    var poison = writes.put("a", 0);
    writes.put("b", 7);
    assertThatExceptionOfType(DerivedViewException.class).isThrownBy(publisher::drain);
    assertThat(poison.told()).isEmpty();
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 1));
    assertThatExceptionOfType(DerivedViewException.class).isThrownBy(publisher::drain);
    writes.put("a", 5);
    assertThat(publisher.drain()).isTrue();
    assertThat(poison.told()).containsExactly("visible");
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 5, "b", 7));
    assertThat(inverse.get()).isEqualTo(2);
  }

  @Test
  void loadBeginsThoughADrainFailsAndHealsIt() {
    fixture.load(Map.of("a", 1));
    publisher.derive(snapshot -> 10 / value(snapshot), null);
    var poison = writes.put("a", 0);
    LoadMark<String, Integer> mark = publisher.beginLoad();
    assertThat(writes.drainsAskedFor()).isEqualTo(1);
    fixture.publish(mark, Map.of("a", 3));
    assertThat(fixture.seen()).isEqualTo(Map.of("a", 3));
    assertThat(poison.told()).containsExactly("visible");
    assertThat(lines.facts(0)).containsEntry("cache", "prices");
    assertThat(lines.all().get(0).getFormattedMessage())
        .contains("a drain failed as a load began; its writes wait");
  }

  @Test
  void updaterGetsWhatWasWrittenAndIsSparedTheRest() {
    List<String> updates = new ArrayList<>();
    DerivedView<Integer> sum =
        publisher.derive(
            DerivedViewTests::sum,
            (before, changes, next) -> {
              updates.add(next.version() + " " + PublisherFixture.differences(changes));
              return sum(next);
            });
    fixture.load(Map.of("a", 1, "b", 1));
    writes.put("a", 2);
    publisher.drain();
    LoadMark<String, Integer> mark = publisher.beginLoad();
    writes.put("b", 9);
    fixture.publish(mark, Map.of("a", 4, "b", 4));
    assertThat(updates).containsExactly("2 {a=1→2}", "3 {b=4→9}");
    assertThat(sum.get()).isEqualTo(13);
  }

  @Test
  void viewWhoseUpdaterFailsIsBuiltAnew() {
    DerivedView<Integer> sum =
        publisher.derive(
            DerivedViewTests::sum,
            (before, changes, next) -> {
              throw new IllegalStateException("updater");
            });
    fixture.load(Map.of("a", 1));
    writes.put("a", 2);
    publisher.drain();
    assertThat(sum.get()).isEqualTo(2);
    assertThat(lines.facts(0)).containsEntry("cache", "prices");
    assertThat(lines.all().get(0).getFormattedMessage()).contains("and is built anew");
  }

  @Test
  void viewOfAnotherCacheIsRefused() {
    fixture.load(Map.of("a", 1));
    DerivedView<Integer> foreign = new PublisherFixture().publisher.derive(Snapshot::size, null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fixture.current().view(foreign))
        .withMessageContaining("derived from another cache");
  }

  private static int sum(Snapshot<String, Integer> snapshot) {
    return snapshot.asMap().values().stream().mapToInt(Integer::intValue).sum();
  }

  private static int value(Snapshot<String, Integer> snapshot) {
    return Objects.requireNonNull(snapshot.get("a"));
  }

  @SuppressWarnings("InfiniteRecursion")
  private static Integer endless(Snapshot<String, Integer> snapshot) {
    return endless(snapshot);
  }
}
