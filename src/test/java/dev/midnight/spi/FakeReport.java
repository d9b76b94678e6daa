package dev.midnight.spi;

import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.RefreshResult;
import dev.midnight.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports of refresh cycles that never ran. */
public final class FakeReport {

  private static final Instant STARTED = Instant.parse("2026-11-23T00:00:01Z");

  private FakeReport() {}

  /** A cycle of 1.5 seconds that put 1,234 rows. */
  public static CycleReport of(String cache, long cycle, Trigger trigger, Outcome outcome) {
    return of(cache, cycle, trigger, outcome, null, false);
  }

  public static CycleReport failed(String cache, long cycle, String reason) {
    return of(cache, cycle, Trigger.SCHEDULE, Outcome.FAILED, reason, false);
  }

  public static CycleReport dryRun(String cache, long cycle) {
    return of(cache, cycle, Trigger.MANUAL, Outcome.PUBLISHED, null, true);
  }

  private static CycleReport of(
      String cache,
      long cycle,
      Trigger trigger,
      Outcome outcome,
      @Nullable String reason,
      boolean dryRun) {
    RefreshResult result =
        new RefreshResult(
            outcome,
            reason,
            3,
            7,
            1234,
            new Changes(10, 20, 30, 1174),
            Duration.ofMillis(1500),
            Map.of(Phase.LOAD, Duration.ofMillis(1200), Phase.PUBLISH, Duration.ofNanos(45_678)));
    return new CycleReport(
        cache, cycle, trigger, STARTED, Duration.ofMillis(250), result, 5, null, dryRun);
  }
}
