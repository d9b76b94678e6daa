package dev.midnight.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.midnight.Outcome;
import dev.midnight.spi.Advice;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.ContentionProfile;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.HeapOutlook;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * One cache, in full.
 *
 * @param nextRefreshes the next five scheduled times, before jitter
 * @param nextAttemptAt when the next refresh really begins
 * @param profile the newest that was asked for on this cache, or null
 * @param waitingFor what the next refresh waits for before it begins
 * @param advice what to set otherwise, or why nothing is advised yet
 * @param deltas null of a cache that takes none
 * @param kept stored generations, newest first
 * @param failuresByHour failed and rejected cycles of the history by the hour of their start, in
 *     UTC, newest first
 * @param history the last cycles, newest first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CacheBody(
    String name,
    String state,
    @Nullable PausedBody paused,
    @Nullable PinnedBody pinned,
    long version,
    long generation,
    long size,
    @Nullable String age,
    @Nullable String loadedAt,
    @Nullable String publishedAt,
    @Nullable String maxStaleness,
    @Nullable String cron,
    @Nullable String zone,
    List<String> nextRefreshes,
    @Nullable String nextAttemptAt,
    @Nullable RunningBody running,
    boolean queued,
    @Nullable String waitingFor,
    @Nullable CycleBody lastRefresh,
    int consecutiveFailures,
    List<StuckLoadBody> stuckLoads,
    WritesBody writes,
    ContentionBody contention,
    @Nullable ProfileBody profile,
    MemoryBody memory,
    List<AdviceBody> advice,
    @Nullable DeltasBody deltas,
    @Nullable StoreBody store,
    List<KeptBody> kept,
    Map<String, Integer> failuresByHour,
    List<CycleBody> history)
    implements OperationResponseBody {

  static CacheBody of(
      CacheStatus status,
      List<Advice> advice,
      @Nullable ContentionProfile profile,
      @Nullable HeapOutlook heap,
      @Nullable DeltasBody deltas) {
    CacheStatus.Schedule schedule = status.schedule();
    return new CacheBody(
        status.name(),
        status.state().name(),
        PausedBody.of(status.paused()),
        PinnedBody.of(status.generations().pinned()),
        status.version(),
        status.generation(),
        status.size(),
        IsoText.ofNullable(status.age()),
        IsoText.ofNullable(status.loadedAt()),
        IsoText.ofNullable(status.publishedAt()),
        IsoText.ofNullable(status.maxStaleness()),
        schedule == null ? null : schedule.cron(),
        schedule == null ? null : schedule.zone(),
        schedule == null ? List.of() : texts(schedule.next()),
        schedule == null ? null : IsoText.ofNullable(schedule.nextAttemptAt()),
        RunningBody.of(status.running()),
        status.queued(),
        status.waitingFor(),
        CycleBody.ofNullable(status.lastRefresh()),
        status.consecutiveFailures(),
        status.stuckLoads().stream().map(StuckLoadBody::of).toList(),
        WritesBody.of(status.writes()),
        ContentionBody.of(status.contention()),
        ProfileBody.ofNullable(profile),
        MemoryBody.of(status, heap),
        advice.stream().map(AdviceBody::of).toList(),
        deltas,
        StoreBody.of(status.generations()),
        status.generations().kept().stream().map(KeptBody::of).toList(),
        failuresByHour(status.history()),
        status.history().stream().map(CycleBody::of).toList());
  }

  private static Map<String, Integer> failuresByHour(List<CycleReport> history) {
    Map<String, Integer> failures = new TreeMap<>(Comparator.reverseOrder());
    for (CycleReport report : history) {
      Outcome outcome = report.result().outcome();
      if (!report.dryRun() && (outcome == Outcome.FAILED || outcome == Outcome.REJECTED)) {
        String hour = IsoText.of(report.startedAt().truncatedTo(ChronoUnit.HOURS));
        failures.merge(hour, 1, Integer::sum);
      }
    }
    return failures;
  }

  private static List<String> texts(List<Instant> times) {
    return times.stream().map(IsoText::of).toList();
  }
}
