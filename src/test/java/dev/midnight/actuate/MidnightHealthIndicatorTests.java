package dev.midnight.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.Trigger;
import dev.midnight.spi.CacheState;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.FakeCache;
import dev.midnight.spi.FakeRegistry;
import dev.midnight.spi.FakeReport;
import dev.midnight.spi.FakeStatus;
import dev.midnight.spi.GenerationStatus;
import dev.midnight.spi.RunningCycle;
import dev.midnight.spi.StoreStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class MidnightHealthIndicatorTests {

  private static final FakeStatus FRESH = FakeStatus.fresh("cities");

  @Test
  void servingIsUp() {
    Health health = health(FRESH);

    assertThat(health.getStatus()).isEqualTo(Status.UP);
    assertThat(health.getDetails())
        .containsEntry("stale", List.of())
        .containsEntry("unloaded", List.of())
        .containsEntry("waiting", List.of())
        .containsEntry("timerSilent", List.of())
        .containsEntry("storeFailing", List.of())
        .containsEntry(
            "caches", Map.of("cities", new CacheHealth("FRESH", "PT1H30M", 1234, null, null)));
  }

  @Test
  void staleButServingIsUpAndNamed() {
    Health health =
        health(
            FRESH,
            FakeStatus.of("prices")
                .loaded(CacheState.STALE, Instant.EPOCH, Duration.ofDays(3))
                .history(FakeReport.failed("prices", 3, "timeout"))
                .consecutiveFailures(3));

    assertThat(health.getStatus()).isEqualTo(Status.UP);
    assertThat(health.getDetails()).containsEntry("stale", List.of("prices"));
  }

  @Test
  void loadedInVainIsDownEvenWhileItIsTriedAgain() {
    FakeStatus empty =
        FakeStatus.of("prices").history(FakeReport.failed("prices", 1, "connection refused"));

    assertThat(health(FRESH, empty).getStatus()).isEqualTo(Status.DOWN);
    Health again = health(FRESH, empty.running(cycle(2, false)));
    assertThat(again.getStatus()).isEqualTo(Status.DOWN);
    assertThat(again.getDetails()).containsEntry("unloaded", List.of("prices"));
  }

  @Test
  void theFirstLoadIsOutOfService() {
    assertThat(health(FRESH, FakeStatus.of("prices").running(cycle(1, false))).getStatus())
        .isEqualTo(Status.OUT_OF_SERVICE);
  }

  @Test
  void whoWaitsForItsTurnToLoadIsNamed() {
    Health health = health(FRESH, FakeStatus.of("prices").waitingFor("1 of the 1 places"));

    assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    assertThat(health.getDetails()).containsEntry("waiting", List.of("prices"));
  }

  @Test
  void whoseTimerSaysNothingIsNamed() {
    FakeStatus wedged =
        FakeStatus.fresh("prices")
            .schedule(
                new CacheStatus.Schedule(
                    "@midnight", "UTC", List.of(), null, Duration.ofDays(1), 1, true));
    Health health = health(FRESH, wedged);

    assertThat(health.getStatus()).isEqualTo(Status.UP);
    assertThat(health.getDetails()).containsEntry("timerSilent", List.of("prices"));
  }

  @Test
  void whoseStoreFailsIsUpAndNamed() {
    Health health =
        health(
            FakeStatus.fresh("prices")
                .generations(
                    new GenerationStatus(
                        null, List.of(), new StoreStatus(0, null, "full", Instant.EPOCH), null)));

    assertThat(health.getStatus()).isEqualTo(Status.UP);
    assertThat(health.getDetails()).containsEntry("storeFailing", List.of("prices"));
  }

  @Test
  void whatNobodyAskedToLoadIsUp() {
    assertThat(health(FakeStatus.of("prices")).getStatus()).isEqualTo(Status.UP);
    assertThat(health(FakeStatus.of("prices").running(cycle(1, true))).getStatus())
        .isEqualTo(Status.UP);
    assertThat(health(FakeStatus.of("prices").history(FakeReport.dryRun("prices", 1))).getStatus())
        .isEqualTo(Status.UP);
  }

  @Test
  void readyOnceEveryNeededCacheHoldsData() {
    FakeCache cities = new FakeCache("cities");
    FakeCache onDemand = new FakeCache("onDemand");
    var readiness =
        new MidnightReadinessIndicator(
            FakeRegistry.of(cities, onDemand), name -> name.equals("cities"));

    assertThat(readiness.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    assertThat(readiness.health().getDetails()).containsEntry("waitingFor", List.of("cities"));

    cities.show(
        FakeStatus.of("cities")
            .loaded(CacheState.STALE, Instant.EPOCH, Duration.ofDays(3))
            .history(FakeReport.of("cities", 1, Trigger.STARTUP, Outcome.PUBLISHED))
            .build());
    assertThat(readiness.health().getStatus()).isEqualTo(Status.UP);
  }

  private static Health health(FakeStatus... statuses) {
    FakeCache[] caches = new FakeCache[statuses.length];
    for (int i = 0; i < caches.length; i++) {
      caches[i] = new FakeCache(statuses[i].build());
    }
    return new MidnightHealthIndicator(FakeRegistry.of(caches)).health();
  }

  private static RunningCycle cycle(long number, boolean dryRun) {
    return new RunningCycle(
        number,
        Trigger.STARTUP,
        Phase.LOAD,
        0,
        0,
        null,
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(600),
        false,
        dryRun);
  }
}
