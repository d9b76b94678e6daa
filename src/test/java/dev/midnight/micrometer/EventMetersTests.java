package dev.midnight.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.Trigger;
import dev.midnight.spi.FakeCache;
import dev.midnight.spi.FakeRegistry;
import dev.midnight.spi.FakeReport;
import dev.midnight.spi.SkipReason;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventMetersTests {

  private final MockClock clock = new MockClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
  private final FakeCache cities = new FakeCache("cities");
  private final MidnightMeters meters = new MidnightMeters(() -> FakeRegistry.of(cities));

  @BeforeEach
  void bind() {
    meters.bindTo(registry);
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
    assertThat(gauge("midnight.refresh.last.duration")).isEqualTo(1.5);
    assertThat(gauge("midnight.refresh.start.delay")).isEqualTo(0.25);
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
    assertThat(gauge("midnight.refresh.last.duration")).isZero();
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
  void savesAndAnnouncementsAreCounted() {
    meters.storeSaved("cities", true, Duration.ofMillis(5));
    meters.storeSaved("cities", false, Duration.ofMillis(6));
    meters.propagated("cities", Duration.ofMillis(7));
    meters.announced("cities", true);

    var saves = registry.get("midnight.store.save").tag("cache", "cities");
    assertThat(saves.tag("outcome", "failed").timer().totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(6);
    assertThat(millis("midnight.propagation")).isEqualTo(7);
    assertThat(counter("midnight.announcements", "channel", "push")).isEqualTo(1);
    assertThat(counter("midnight.announcements", "channel", "poll")).isZero();
  }

  @Test
  void aCacheOutsideTheRegistryIsMeasuredFromItsFirstEvent() {
    meters.cycleFinished(FakeReport.of("rates", 1, Trigger.MANUAL, Outcome.FAILED));

    assertThat(registry.get("midnight.refresh").tag("cache", "rates").timers()).hasSize(42);
  }

  private double gauge(String name) {
    return registry.get(name).tag("cache", "cities").gauge().value();
  }

  private double counter(String name, String tag, String value) {
    return registry.get(name).tags("cache", "cities", tag, value).counter().count();
  }

  private double millis(String timer) {
    return registry.get(timer).tag("cache", "cities").timer().totalTime(TimeUnit.MILLISECONDS);
  }
}
