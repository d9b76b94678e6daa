package dev.midnight.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.Trigger;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.ContentionStatus;
import dev.midnight.spi.FakeCache;
import dev.midnight.spi.FakeRegistry;
import dev.midnight.spi.FakeReport;
import dev.midnight.spi.FakeStatus;
import dev.midnight.spi.SkipReason;
import dev.midnight.spi.WriteStatus;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
            "midnight.refresh.consecutive.failures",
            "midnight.refresh.interval",
            "midnight.refresh.last.duration",
            "midnight.refresh.start.delay",
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
            "cache.size");
    assertThat(registry.getMeters()).allSatisfy(MidnightMetersTests::isZeroOrNoLimit);
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
              "paused", "overrun", "previous-load-still-running", "dependency-failed", "closed");
      assertThat(valuesOf("midnight.snapshot.changes", "kind", cache))
          .containsExactlyInAnyOrder("added", "updated", "removed");
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
  void aFinishedCycleIsTimedByOutcomeAndTrigger() {
    meters.cycleStarted("cities", 4, Trigger.SCHEDULE, Duration.ofMillis(250));
    meters.phaseFinished("cities", 4, Phase.LOAD, Duration.ofMillis(1200));
    meters.cycleFinished(FakeReport.of("cities", 4, Trigger.SCHEDULE, Outcome.PUBLISHED));

    var timer =
        registry
            .get("midnight.refresh")
            .tags("cache", "cities", "outcome", "PUBLISHED", "trigger", "SCHEDULE")
            .timer();
    assertThat(timer.count()).isEqualTo(1);
    assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(1500);
    var load = registry.get("midnight.refresh.phase").tags("cache", "cities", "phase", "LOAD");
    assertThat(load.timer().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(1200);
    assertThat(gauge("midnight.refresh.last.duration", "cities")).isEqualTo(1.5);
    assertThat(gauge("midnight.refresh.start.delay", "cities")).isEqualTo(0.25);
    assertThat(gauge("midnight.refresh.last.duration", "prices")).isZero();
  }

  @Test
  void aCycleIsActiveUntilItEndsEvenIfItsSuccessorBeganMeanwhile() {
    var active = registry.get("midnight.refresh.active").tag("cache", "cities").longTaskTimer();

    meters.cycleStarted("cities", 4, Trigger.SCHEDULE, Duration.ZERO);
    clock.add(Duration.ofSeconds(20));
    assertThat(active.duration(TimeUnit.SECONDS)).isEqualTo(20);
    meters.cycleStarted("cities", 5, Trigger.MANUAL, Duration.ZERO);
    assertThat(active.activeTasks()).isEqualTo(2);

    meters.cycleFinished(FakeReport.of("cities", 4, Trigger.SCHEDULE, Outcome.CANCELLED));
    assertThat(active.activeTasks()).isEqualTo(1);
    meters.cycleFinished(FakeReport.of("cities", 5, Trigger.MANUAL, Outcome.PUBLISHED));
    assertThat(active.activeTasks()).isZero();
  }

  @Test
  void aDryRunIsNotCountedAsARefresh() {
    meters.cycleStarted("cities", 4, Trigger.MANUAL, Duration.ZERO);
    meters.cycleFinished(FakeReport.dryRun("cities", 4));

    assertThat(registry.get("midnight.refresh").tag("cache", "cities").timers())
        .allSatisfy(timer -> assertThat(timer.count()).isZero());
    assertThat(gauge("midnight.refresh.last.duration", "cities")).isZero();
    assertThat(registry.get("midnight.refresh.active").tag("cache", "cities").longTaskTimer())
        .satisfies(active -> assertThat(active.activeTasks()).isZero());
  }

  @Test
  void skipsAndOverrunsAreCounted() {
    meters.refreshSkipped("cities", Trigger.SCHEDULE, SkipReason.PREVIOUS_LOAD_STILL_RUNNING);
    meters.refreshOverran("cities");

    assertThat(counter("midnight.refresh.skipped", "reason", "previous-load-still-running"))
        .isEqualTo(1);
    assertThat(counter("midnight.refresh.skipped", "reason", "paused")).isZero();
    assertThat(registry.get("midnight.refresh.overruns").tag("cache", "cities").counter().count())
        .isEqualTo(1);
  }

  @Test
  void whatAPublishChangedIsCounted() {
    meters.published("cities", true, new Changes(10, 20, 30, 1000));
    meters.published("cities", false, new Changes(1, 0, 0, 1039));

    assertThat(counter("midnight.snapshot.changes", "kind", "added")).isEqualTo(11);
    assertThat(counter("midnight.snapshot.changes", "kind", "updated")).isEqualTo(20);
    assertThat(counter("midnight.snapshot.changes", "kind", "removed")).isEqualTo(30);
  }

  @Test
  void writersWaitsAreTimed() {
    meters.writeThrottled("cities", Duration.ofMillis(1));
    meters.drained("cities", 100, Duration.ofMillis(2));
    meters.writeVisible("cities", Duration.ofMillis(3));
    meters.shardLockWaited("cities", Duration.ofMillis(4));

    assertThat(millis("midnight.write.throttle")).isEqualTo(1);
    assertThat(millis("midnight.write.drain")).isEqualTo(2);
    assertThat(millis("midnight.write.visible")).isEqualTo(3);
    assertThat(millis("midnight.shard.lock.wait")).isEqualTo(4);
  }

  @Test
  void gaugesShowTheStatus() {
    cities.show(busyStatus());
    clock.add(Duration.ofSeconds(1));

    assertThat(gauge("midnight.snapshot.version", "cities")).isEqualTo(7);
    assertThat(gauge("midnight.snapshot.generation", "cities")).isEqualTo(3);
    assertThat(gauge("midnight.snapshot.size", "cities")).isEqualTo(1234);
    assertThat(gauge("cache.size", "cities")).isEqualTo(1234);
    assertThat(gauge("midnight.snapshot.memory", "cities")).isEqualTo(65536);
    assertThat(gauge("midnight.snapshot.timestamp", "cities"))
        .isEqualTo(Instant.parse("2026-11-23T00:00:01.250Z").toEpochMilli() / 1000.0);
    assertThat(gauge("midnight.snapshot.age", "cities")).isEqualTo(5400);
    assertThat(gauge("midnight.snapshot.max.age", "cities")).isEqualTo(93600);
    assertThat(gauge("midnight.refresh.interval", "cities")).isEqualTo(86400);
    assertThat(gauge("midnight.refresh.consecutive.failures", "cities")).isEqualTo(2);
    assertThat(gauge("midnight.write.buffer.size", "cities")).isEqualTo(4);
    assertThat(gauge("midnight.write.buffer.capacity", "cities")).isEqualTo(65536);
    assertThat(gauge("midnight.shard.imbalance", "cities")).isEqualTo(1.25);
    assertThat(function("midnight.writes", "result", "merged")).isEqualTo(20);
    assertThat(function("midnight.shard.lock.acquisitions", "result", "contended")).isEqualTo(9);
  }

  @Test
  void ageBeforeTheFirstLoadCountsFromTheStart() {
    clock.add(Duration.ofHours(3));

    assertThat(gauge("midnight.snapshot.age", "cities")).isEqualTo(3 * 3600);
  }

  @Test
  void aScrapeTakesTheStatusOnceAndTheNextOneTakesItAnew() {
    clock.add(Duration.ofSeconds(1));
    int before = cities.statusCalls();
    scrape();
    assertThat(cities.statusCalls()).isEqualTo(before + 1);

    clock.add(Duration.ofSeconds(1));
    scrape();
    assertThat(cities.statusCalls()).isEqualTo(before + 2);
  }

  @Test
  void bindingTwiceCountsOnce() {
    meters.bindTo(registry);
    meters.refreshOverran("cities");

    assertThat(registry.get("midnight.refresh.overruns").tag("cache", "cities").counter().count())
        .isEqualTo(1);
  }

  @Test
  void aCacheOutsideTheRegistryIsMeasuredFromItsFirstEvent() {
    meters.cycleFinished(FakeReport.of("rates", 1, Trigger.MANUAL, Outcome.FAILED));

    assertThat(registry.get("midnight.refresh").tag("cache", "rates").timers()).hasSize(42);
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

  private static CacheStatus busyStatus() {
    return FakeStatus.fresh("cities")
        .maxStaleness(Duration.ofHours(26))
        .schedule(new CacheStatus.Schedule("@midnight", "UTC", List.of(), null, Duration.ofDays(1)))
        .consecutiveFailures(2)
        .writes(new WriteStatus(100, 20, 3, 4, 65536, 17))
        .contention(new ContentionStatus(1000, 9, Duration.ofMillis(5), 1.25))
        .build();
  }

  private static void isZeroOrNoLimit(Meter meter) {
    boolean noLimit =
        Set.of("midnight.refresh.interval", "midnight.snapshot.max.age")
            .contains(meter.getId().getName());
    assertThat(meter.measure())
        .as(meter.getId().toString())
        .allSatisfy(m -> assertThat(m.getValue()).isEqualTo((Double) (noLimit ? Double.NaN : 0.0)));
  }

  private void scrape() {
    registry.getMeters().forEach(meter -> meter.measure().forEach(Measurement::getValue));
  }

  private Set<@Nullable String> valuesOf(String meter, String tag, String cache) {
    return registry.find(meter).tag("cache", cache).meters().stream()
        .map(found -> found.getId().getTag(tag))
        .collect(Collectors.toSet());
  }

  private double gauge(String name, String cache) {
    return registry.get(name).tag("cache", cache).gauge().value();
  }

  private double counter(String name, String tag, String value) {
    return registry.get(name).tags(cityAnd(tag, value)).counter().count();
  }

  private double function(String name, String tag, String value) {
    return registry.get(name).tags(cityAnd(tag, value)).functionCounter().count();
  }

  private static List<Tag> cityAnd(String tag, String value) {
    return List.of(Tag.of("cache", "cities"), Tag.of(tag, value));
  }

  private double millis(String timer) {
    return registry.get(timer).tag("cache", "cities").timer().totalTime(TimeUnit.MILLISECONDS);
  }
}
