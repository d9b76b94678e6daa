package dev.midnight.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.Trigger;
import dev.midnight.spi.FakeCache;
import dev.midnight.spi.FakeRegistry;
import dev.midnight.spi.FakeStatus;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MidnightMetersTests {

  private final MockClock clock = new MockClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
  private final FakeCache cities = new FakeCache("cities");
  private final FakeCache prices = new FakeCache("prices");
  private final MidnightMeters meters = bound(cities, prices);

  @Test
  void everyMeterOfTheContractStandsAtZeroFromTheStart() {
    assertThat(registry.getMeters().stream().map(meter -> meter.getId().getName()).distinct())
        .containsExactlyInAnyOrder(
            "midnight.refresh",
            "midnight.refresh.phase",
            "midnight.refresh.active",
            "midnight.refresh.skipped",
            "midnight.refresh.overruns",
            "midnight.refresh.overdue",
            "midnight.refresh.timer.silent",
            "midnight.refresh.consecutive.failures",
            "midnight.refresh.interval",
            "midnight.refresh.last.duration",
            "midnight.refresh.start.delay",
            "midnight.refresh.deadline",
            "midnight.refresh.heap.needed",
            "midnight.refresh.heap.free",
            "midnight.refresh.stuck",
            "midnight.refresh.paused.timestamp",
            "midnight.refresh.pinned.timestamp",
            "midnight.store.save",
            "midnight.propagation",
            "midnight.announcements",
            "midnight.snapshot.version",
            "midnight.snapshot.generation",
            "midnight.snapshot.timestamp",
            "midnight.snapshot.age",
            "midnight.snapshot.max.age",
            "midnight.snapshot.size",
            "midnight.snapshot.memory",
            "midnight.snapshot.changes",
            "midnight.writes",
            "midnight.write.buffer.size",
            "midnight.write.buffer.capacity",
            "midnight.write.throttle",
            "midnight.write.drain",
            "midnight.write.visible",
            "midnight.shard.lock.wait",
            "midnight.shard.lock.acquisitions",
            "midnight.shard.imbalance",
            "midnight.snapshot.retained",
            "cache.gets",
            "cache.puts",
            "cache.size");
    assertThat(registry.getMeters())
        .filteredOn(meter -> !meter.getId().getName().equals("midnight.refresh.deadline"))
        .allSatisfy(MidnightMetersTests::isZeroOrNoLimit);
  }

  @Test
  void everyValueOfEveryTagIsThereForEveryCache() {
    for (String cache : List.of("cities", "prices")) {
      assertThat(registry.find("midnight.refresh").tag("cache", cache).timers())
          .hasSize(Outcome.values().length * Trigger.values().length);
      assertThat(registry.find("midnight.refresh.phase").tag("cache", cache).timers())
          .hasSize(Phase.values().length);
      assertThat(valuesOf("midnight.refresh.skipped", "reason", cache))
          .containsExactlyInAnyOrder(
              "paused",
              "overrun",
              "pinned",
              "previous-load-still-running",
              "missed",
              "dependency-failed",
              "closed");
      assertThat(valuesOf("midnight.snapshot.changes", "kind", cache))
          .containsExactlyInAnyOrder("added", "updated", "removed");
      assertThat(valuesOf("midnight.store.save", "outcome", cache))
          .containsExactlyInAnyOrder("saved", "failed");
      assertThat(valuesOf("midnight.announcements", "channel", cache))
          .containsExactlyInAnyOrder("push", "poll");
      assertThat(valuesOf("midnight.writes", "result", cache))
          .containsExactlyInAnyOrder("accepted", "merged", "rejected");
      assertThat(valuesOf("midnight.shard.lock.acquisitions", "result", cache))
          .containsExactlyInAnyOrder("free", "contended");
    }
  }

  @Test
  void everyMeterNamesItsCache() {
    assertThat(registry.getMeters())
        .extracting(meter -> meter.getId().getTag("cache"))
        .containsOnly("cities", "prices");
  }

  @Test
  void bindingTwiceCountsOnce() {
    meters.bindTo(registry);
    meters.refreshOverran("cities");

    assertThat(registry.get("midnight.refresh.overruns").tag("cache", "cities").counter().count())
        .isEqualTo(1);
  }

  @Test
  void aRegistryThatOutlivesItsApplicationShowsTheNextOne() {
    FakeCache next = new FakeCache(FakeStatus.fresh("cities").build());
    MidnightMeters later = bound(next);

    assertThat(gauge("midnight.snapshot.size", "cities")).isEqualTo(1234);
    later.cycleStarted("cities", 1, Trigger.STARTUP, Duration.ofSeconds(9));
    assertThat(gauge("midnight.refresh.start.delay", "cities")).isEqualTo(9);
  }

  @Test
  void aRegistryThatOutlivesItsApplicationKeepsNoCacheAlive() {
    WeakReference<FakeCache> gone = bindAndForget("forgotten");

    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(gone.get()).isNull();
            });
    assertThat(gauge("midnight.snapshot.size", "forgotten")).isNaN();
  }

  private WeakReference<@Nullable FakeCache> bindAndForget(String name) {
    FakeCache cache = new FakeCache(FakeStatus.fresh(name).build());
    var unused = bound(cache);
    return new WeakReference<>(cache);
  }

  private MidnightMeters bound(FakeCache... caches) {
    FakeRegistry all = FakeRegistry.of(caches);
    MidnightMeters made = new MidnightMeters(() -> all);
    made.bindTo(registry);
    return made;
  }

  private static void isZeroOrNoLimit(Meter meter) {
    boolean noLimit =
        Set.of(
                "midnight.refresh.interval",
                "midnight.snapshot.max.age",
                "midnight.refresh.heap.needed",
                "midnight.refresh.heap.free")
            .contains(meter.getId().getName());
    assertThat(meter.measure())
        .as(meter.getId().toString())
        .allSatisfy(m -> assertThat(m.getValue()).isEqualTo((Double) (noLimit ? Double.NaN : 0.0)));
  }

  private Set<@Nullable String> valuesOf(String meter, String tag, String cache) {
    return registry.find(meter).tag("cache", cache).meters().stream()
        .map(found -> found.getId().getTag(tag))
        .collect(Collectors.toSet());
  }

  private double gauge(String name, String cache) {
    return registry.get(name).tag("cache", cache).gauge().value();
  }
}
