package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.CronSchedule;
import dev.midnight.Trigger;
import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.SkipReason;
import dev.midnight.test.CommandedCache;
import dev.midnight.test.FailingLoaders;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cache that is refreshed after another. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DependsOnTests {

  private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");
  private static final CronSchedule DAILY = CronSchedule.parse("0 0 0 * * *", ZoneOffset.UTC);

  private final RecordedEvents childEvents = new RecordedEvents();
  private final List<String> loads = new CopyOnWriteArrayList<>();
  private final Map<String, ManagedCache> caches = new HashMap<>();
  private final CommandedCache<String, Integer> parent =
      CommandedCache.of("parent", b -> b.schedule(DAILY));
  private final CommandedCache<String, Integer> child =
      CommandedCache.of(
          "child",
          b -> b.schedule(DAILY).events(childEvents).dependsOn(List.of("parent"), caches::get));

  DependsOnTests() {
    caches.put("parent", Managed.of(parent));
    parent.loads((out, context) -> load("parent", out::put));
    child.loads((out, context) -> load("child", out::put));
  }

  private void load(String name, BiConsumer<String, Integer> out) {
    loads.add(name);
    out.accept("a", 1);
  }

  @AfterEach
  void close() {
    child.close();
    parent.close();
  }

  @Test
  void childsTimePullsTheParentFirstAndTheParentsOwnTimeComesToNothing() {
    Managed.of(child).tick(MIDNIGHT, Trigger.SCHEDULE);
    Managed.of(parent).tick(MIDNIGHT, Trigger.SCHEDULE);

    assertThat(Managed.of(child).servedUpTo(MIDNIGHT).join()).isTrue();
    assertThat(loads).containsExactly("parent", "child");
  }

  @Test
  void parentsTimeDoesNotPullTheChild() {
    Managed.of(parent).tick(MIDNIGHT, Trigger.SCHEDULE);
    assertThat(Managed.of(parent).servedUpTo(MIDNIGHT).join()).isTrue();
    assertThat(loads).containsExactly("parent");

    Managed.of(child).tick(MIDNIGHT, Trigger.SCHEDULE);
    assertThat(Managed.of(child).servedUpTo(MIDNIGHT).join()).isTrue();
    assertThat(loads).containsExactly("parent", "child");
  }

  @Test
  void failedParentLeavesTheChildsDataAndSaysSo() {
    child.publish(Map.of("a", 7));
    parent.loads(FailingLoaders.throwing(new IOException("gone")));

    Managed.of(child).tick(MIDNIGHT, Trigger.SCHEDULE);

    await().until(() -> !childEvents.skipped.isEmpty());
    assertThat(childEvents.skipped).containsExactly(SkipReason.DEPENDENCY_FAILED);
    assertThat(child.cache().get("a")).isEqualTo(7);
    assertThat(Managed.of(child).servedUpTo(MIDNIGHT).join()).isFalse();
    assertThat(child.refreshNow().generation()).isEqualTo(2);
  }

  @Test
  void parentThatDoesNotExistIsAFailedOne() {
    caches.clear();
    Managed.of(child).tick(MIDNIGHT, Trigger.SCHEDULE);

    await().until(() -> !childEvents.skipped.isEmpty());
    assertThat(childEvents.skipped).containsExactly(SkipReason.DEPENDENCY_FAILED);
  }

  @Test
  void childWithoutTheParentsTimeAsksForItsHealthOnly() {
    parent.publish(Map.of("a", 1));
    Instant noon = MIDNIGHT.plus(Duration.ofHours(12));
    child.clock().set(noon);
    parent.clock().set(noon);

    Managed.of(child).tick(noon, Trigger.SCHEDULE);

    await().until(() -> loads.contains("child"));
    assertThat(loads).containsExactly("child");
  }

  /** A lookup that threw left the scheduled time open for ever, and all who waited for it. */
  @Test
  void lookupThatThrowsIsAFailedParent() {
    RecordedEvents events = new RecordedEvents();
    try (CommandedCache<String, Integer> cache =
        CommandedCache.of(
            "broken",
            b ->
                b.schedule(DAILY)
                    .events(events)
                    .dependsOn(
                        List.of("parent"),
                        name -> {
                          throw new IllegalStateException("no registry");
                        }))) {
      Managed.of(cache).tick(MIDNIGHT, Trigger.SCHEDULE);

      await().until(() -> !events.skipped.isEmpty());
      assertThat(Managed.of(cache).servedUpTo(MIDNIGHT).join()).isFalse();
    }
  }
}
