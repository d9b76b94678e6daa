package dev.midnight.engine;

import dev.midnight.Snapshot;
import dev.midnight.generations.Generations;
import dev.midnight.miss.MissPath;
import dev.midnight.refresh.RefreshCoordinator;
import dev.midnight.refresh.RefreshHistory;
import dev.midnight.refresh.Replica;
import dev.midnight.spi.CacheState;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.ContentionStatus;
import dev.midnight.spi.ReadStatus;
import dev.midnight.spi.Waiting;
import dev.midnight.write.WritePath;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The state of one cache, gathered from its rooms at one moment. */
record StatusReport(
    Replica<?, ?> replica,
    Generations<?, ?> generations,
    WritePath<?, ?> writes,
    MissPath<?, ?> misses,
    RefreshDesk desk,
    CacheLimits limits,
    ReadStatus reads,
    boolean closed) {

  CacheStatus make() {
    Snapshot<?, ?> current = replica.publisher().current();
    Duration age = current == null ? null : age(current);
    Duration maxStaleness = limits.staleAfter(desk.timetable());
    RefreshCoordinator coordinator = desk.coordinator();
    String waitingFor = coordinator.waitingFor();
    RefreshHistory history = replica.support().history();
    return new CacheStatus(
        replica.cache(),
        state(age, maxStaleness),
        desk.pause(),
        current == null ? 0 : current.version(),
        current == null ? 0 : current.generation(),
        current == null ? 0 : current.size(),
        replica.publisher().bytes(),
        current == null ? null : current.loadedAt(),
        current == null ? null : current.publishedAt(),
        age,
        maxStaleness,
        desk.status(),
        coordinator.progress(replica.cache()),
        coordinator.queued() || waitingFor != null,
        waitingFor,
        history.last(),
        history.reports(),
        history.consecutiveFailures(),
        replica.support().stuckLoads().list(),
        replica.publisher().retained(),
        reads,
        writes.status(),
        contention(),
        coordinator.deadline(),
        generations.status());
  }

  private ContentionStatus contention() {
    return writes
        .contention()
        .with(Waiting.PUBLISH, replica.publisher().waits())
        .with(Waiting.MISS, misses.waits());
  }

  private Duration age(Snapshot<?, ?> current) {
    Duration age = Duration.between(current.loadedAt(), replica.support().clock().instant());
    return age.isNegative() ? Duration.ZERO : age;
  }

  private CacheState state(@Nullable Duration age, @Nullable Duration maxStaleness) {
    if (closed) {
      return CacheState.CLOSED;
    }
    if (age == null) {
      return CacheState.UNLOADED;
    }
    return maxStaleness != null && age.compareTo(maxStaleness) > 0
        ? CacheState.STALE
        : CacheState.FRESH;
  }
}
