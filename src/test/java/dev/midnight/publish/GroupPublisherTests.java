package dev.midnight.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.midnight.GroupSnapshot;
import dev.midnight.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GroupPublisherTests {

  private final PublisherFixture routes = new PublisherFixture(null, "routes");
  private final PublisherFixture fares = new PublisherFixture(null, "fares");
  private final GroupPublisher group =
      new GroupPublisher("trips", List.of(fares.publisher, routes.publisher));

  @Test
  void membersArePublishedAsOne() {
    assertThat(group.current()).isNull();
    publishBoth(1);
    assertThat(common().generation()).isEqualTo(1);
    assertThat(of("routes")).isSameAs(routes.publisher.current());
    assertThat(of("fares")).isSameAs(fares.publisher.current());
    publishBoth(2);
    assertThat(common().generation()).isEqualTo(2);
    assertThat(of("routes").get("a")).isEqualTo(2);
  }

  @Test
  void drainOfAMemberShowsInTheGroupUnderTheSameGeneration() {
    publishBoth(1);
    Snapshot<String, Integer> held = of("routes");
    routes.writes.put("a", 5);
    routes.publisher.drain();
    assertThat(common().generation()).isEqualTo(1);
    assertThat(of("routes").get("a")).isEqualTo(5);
    assertThat(held.get("a")).isEqualTo(1);
  }

  @Test
  void writeDuringTheCommonLoadLiesOverIt() {
    publishBoth(1);
    var first = routes.publisher.beginLoad();
    var second = fares.publisher.beginLoad();
    routes.writes.put("a", 7);
    group.publish(
        List.of(routes.prepare(first, Map.of("a", 2)), fares.prepare(second, Map.of("a", 2))));
    assertThat(of("routes").get("a")).isEqualTo(7);
    assertThat(of("fares").get("a")).isEqualTo(2);
    assertThat(routes.notices).hasSize(2);
  }

  @Test
  void memberThatFailsPublishesNone() {
    publishBoth(1);
    var first = routes.publisher.beginLoad();
    var second = fares.publisher.beginLoad();
    var candidates =
        List.of(routes.prepare(first, Map.of("a", 2)), fares.prepare(second, Map.of("a", 2)));
    fares.publisher.derive(snapshot -> 1 / (snapshot.asMap().containsValue(2) ? 0 : 1), null);
    var batch = routes.writes.put("b", 3);
    assertThatExceptionOfType(DerivedViewException.class)
        .isThrownBy(() -> group.publish(candidates));
    assertThat(of("routes").get("a")).isEqualTo(1);
    assertThat(common().generation()).isEqualTo(1);
    routes.publisher.drain();
    assertThat(batch.told()).containsExactly("visible");
  }

  @Test
  void memberThatIsLeftOutKeepsItsSnapshot() {
    publishBoth(1);
    var mark = routes.publisher.beginLoad();
    group.publish(List.of(routes.prepare(mark, Map.of("a", 2))));
    assertThat(of("routes").get("a")).isEqualTo(2);
    assertThat(of("fares").get("a")).isEqualTo(1);
    assertThat(common().generation()).isEqualTo(2);
  }

  @Test
  void firstPublishNeedsEveryMember() {
    var mark = routes.publisher.beginLoad();
    var candidate = routes.prepare(mark, Map.of("a", 2));
    assertThatIllegalStateException()
        .isThrownBy(() -> group.publish(List.of(candidate)))
        .withMessageContaining("its member 'fares' holds no snapshot");
    assertThat(group.current()).isNull();
    assertThat(routes.publisher.current()).isNull();
  }

  private void publishBoth(int value) {
    var first = routes.publisher.beginLoad();
    var second = fares.publisher.beginLoad();
    group.publish(
        List.of(
            routes.prepare(first, Map.of("a", value)), fares.prepare(second, Map.of("a", value))));
  }

  private GroupSnapshot common() {
    return Objects.requireNonNull(group.current());
  }

  @SuppressWarnings("unchecked")
  private Snapshot<String, Integer> of(String member) {
    Snapshot<?, ?> snapshot = ((GroupState) common()).members().get(member);
    return (Snapshot<String, Integer>) Objects.requireNonNull(snapshot);
  }
}
