package dev.midnight.engine;

import dev.midnight.CronSchedule;
import dev.midnight.MisfirePolicy;
import dev.midnight.OverrunPolicy;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotGroup;
import dev.midnight.generations.GroupOrders;
import dev.midnight.generations.Orders;
import dev.midnight.publish.GroupPublisher;
import dev.midnight.publish.Publisher;
import dev.midnight.refresh.RefreshCoordinator;
import dev.midnight.refresh.Replica;
import dev.midnight.spi.CacheEvents;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a {@link SnapshotGroup} of caches that were not loaded yet. Not thread-safe. */
public final class SnapshotGroupBuilder {

  private final String name;
  private final List<CacheEngine<?, ?>> members = new ArrayList<>();
  private @Nullable CronSchedule schedule;
  private Duration jitter = Duration.ZERO;
  private OverrunPolicy overrun = OverrunPolicy.QUEUE;
  private MisfirePolicy misfire = MisfirePolicy.CATCH_UP_ONCE;
  private RetryPolicy retry = RetryPolicy.NEVER;
  private CacheEvents events = CacheEvents.NONE;
  private Clock clock = Clock.systemUTC();

  private SnapshotGroupBuilder(String name) {
    this.name = name;
  }

  /** A group of at least one cache that a {@link SnapshotCacheBuilder} made. */
  public static SnapshotGroupBuilder of(String name, List<? extends SnapshotCache<?, ?>> members) {
    SnapshotGroupBuilder builder = new SnapshotGroupBuilder(name);
    if (members.isEmpty()) {
      throw new IllegalArgumentException(
          "Group '%s' has no members: there is nothing to publish as one, so it is not built."
                  .formatted(name)
              + " Name its caches in midnight.groups.%s.caches.".formatted(name));
    }
    members.forEach(builder::add);
    return builder;
  }

  private void add(SnapshotCache<?, ?> member) {
    if (!(member instanceof CacheEngine<?, ?> engine)) {
      throw new IllegalArgumentException(
          "Group '%s': member '%s' is a %s, which Midnight did not build and cannot publish with others. Leave it out."
              .formatted(name, member.name(), member.getClass().getName()));
    }
    members.add(engine);
  }

  /** When the group is refreshed, for those who ask; none by default. */
  public SnapshotGroupBuilder schedule(@Nullable CronSchedule schedule) {
    this.schedule = schedule;
    return this;
  }

  /** How long scheduled refreshes are put off, 0 by default. */
  public SnapshotGroupBuilder jitter(Duration jitter) {
    this.jitter = jitter;
    return this;
  }

  /** What a scheduled time that meets a running load does, {@code QUEUE} by default. */
  public SnapshotGroupBuilder overrun(OverrunPolicy overrun) {
    this.overrun = overrun;
    return this;
  }

  /** What becomes of scheduled times missed in a pause, {@code CATCH_UP_ONCE} by default. */
  public SnapshotGroupBuilder misfire(MisfirePolicy misfire) {
    this.misfire = misfire;
    return this;
  }

  /** When a refresh in vain is tried again; see {@link SnapshotCacheBuilder#retry}. */
  public SnapshotGroupBuilder retry(Duration initialDelay, Duration maxDelay) {
    this.retry = new RetryPolicy(initialDelay, maxDelay);
    return this;
  }

  /** Where events of the schedule go, nowhere by default. */
  public SnapshotGroupBuilder events(CacheEvents events) {
    this.events = new GuardedEvents(events);
    return this;
  }

  /** What time it is, the system's clock by default. */
  public SnapshotGroupBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /** The group; from now on an action on a member acts on it. */
  public SnapshotGroup build() {
    List<Publisher<?, ?>> publishers = new ArrayList<>();
    List<Replica<?, ?>> replicas = new ArrayList<>();
    for (CacheEngine<?, ?> member : members) {
      publishers.add(member.publisher());
      replicas.add(member.replica());
    }
    GroupPublisher publisher = new GroupPublisher(name, publishers);
    RefreshDesk desk =
        new RefreshDesk(
            new Timetable(name, schedule, jitter, overrun, misfire),
            Dependencies.NONE,
            RefreshCoordinator.of(name, replicas, publisher),
            () -> publisher.current() != null && allWell(replicas),
            clock,
            events,
            pause -> members.forEach(member -> member.generations().paused(pause)),
            retry,
            replicas.get(0).support().threads());
    for (CacheEngine<?, ?> member : members) {
      member.generations().whenPauseIsFound(desk::takeOver);
      desk.takeOver(member.generations().pause());
      desk.coordinator().continueFrom(member.generations().lastCycle());
    }
    List<Orders<?, ?>> orders = new ArrayList<>();
    members.forEach(member -> orders.add(member.orders()));
    GroupOrders common = new GroupOrders(name, orders, publisher, desk.coordinator()::takeCycle);
    members.forEach(member -> member.joinGroup(desk, common, members));
    return new GroupEngine(desk, publisher, clock);
  }

  private static boolean allWell(List<Replica<?, ?>> replicas) {
    return replicas.stream()
        .allMatch(replica -> replica.support().history().consecutiveFailures() == 0);
  }
}
