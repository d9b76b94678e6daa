package dev.midnight.engine;

import dev.midnight.CronSchedule;
import dev.midnight.GroupSnapshot;
import dev.midnight.RefreshResult;
import dev.midnight.SnapshotGroup;
import dev.midnight.SnapshotNotLoadedException;
import dev.midnight.Trigger;
import dev.midnight.publish.GroupPublisher;
import dev.midnight.refresh.RefreshRequest;
import dev.midnight.spi.Scheduled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A group as the application and the timer see it. */
final class GroupEngine implements SnapshotGroup, Scheduled {

  private final RefreshDesk desk;
  private final GroupPublisher publisher;
  private final Clock clock;

  GroupEngine(RefreshDesk desk, GroupPublisher publisher, Clock clock) {
    this.desk = desk;
    this.publisher = publisher;
    this.clock = clock;
  }

  @Override
  public String name() {
    return desk.timetable().name();
  }

  @Override
  public GroupSnapshot snapshot() {
    GroupSnapshot current = publisher.current();
    if (current == null) {
      throw new SnapshotNotLoadedException(name());
    }
    return current;
  }

  @Override
  public CompletableFuture<RefreshResult> refresh() {
    return desk.coordinator()
        .request(new RefreshRequest(Trigger.MANUAL, false, clock.instant()))
        .result();
  }

  @Override
  public @Nullable CronSchedule schedule() {
    return desk.timetable().schedule();
  }

  @Override
  public Duration jitter() {
    return desk.timetable().jitter();
  }

  @Override
  public void tick(Instant due, Trigger trigger) {
    desk.tick(due, trigger);
  }
}
