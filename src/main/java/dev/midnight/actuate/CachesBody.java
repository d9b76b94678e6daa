package dev.midnight.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.ManagedCache;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * All caches at a glance.
 *
 * @param actions what can be done to a cache
 */
record CachesBody(List<String> actions, List<Glance> caches) implements OperationResponseBody {

  private static final int TREND = 20;

  static CachesBody of(List<ManagedCache> caches) {
    return new CachesBody(
        Action.words(), caches.stream().map(cache -> Glance.of(cache.status())).toList());
  }

  /**
   * One cache at a glance; the names are those of {@link CacheBody}.
   *
   * @param trend the last cycles in short, newest first
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Glance(
      String name,
      String state,
      @Nullable PausedBody paused,
      @Nullable PinnedBody pinned,
      long version,
      long generation,
      long size,
      @Nullable String age,
      @Nullable String loadedAt,
      @Nullable String maxStaleness,
      @Nullable String nextAttemptAt,
      @Nullable RunningBody running,
      @Nullable String lastOutcome,
      int consecutiveFailures,
      List<TrendBody> trend) {

    static Glance of(CacheStatus status) {
      CacheStatus.Schedule schedule = status.schedule();
      CycleReport last = status.lastRefresh();
      return new Glance(
          status.name(),
          status.state().name(),
          PausedBody.of(status.paused()),
          PinnedBody.of(status.generations().pinned()),
          status.version(),
          status.generation(),
          status.size(),
          IsoText.ofNullable(status.age()),
          IsoText.ofNullable(status.loadedAt()),
          IsoText.ofNullable(status.maxStaleness()),
          schedule == null ? null : IsoText.ofNullable(schedule.nextAttemptAt()),
          RunningBody.of(status.running()),
          last == null ? null : last.result().outcome().name(),
          status.consecutiveFailures(),
          status.history().stream().limit(TREND).map(TrendBody::of).toList());
    }
  }
}
