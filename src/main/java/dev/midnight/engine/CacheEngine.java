package dev.midnight.engine;

import dev.midnight.CronSchedule;
import dev.midnight.DerivedView;
import dev.midnight.DerivedViewUpdater;
import dev.midnight.RefreshResult;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotNotLoadedException;
import dev.midnight.Trigger;
import dev.midnight.advice.Adviser;
import dev.midnight.generations.Differences;
import dev.midnight.generations.Generations;
import dev.midnight.generations.GroupOrders;
import dev.midnight.generations.Orders;
import dev.midnight.miss.MissPath;
import dev.midnight.publish.Publisher;
import dev.midnight.refresh.LoadSource;
import dev.midnight.refresh.RefreshRequest;
import dev.midnight.refresh.Replica;
import dev.midnight.spi.Advice;
import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.GenerationDiff;
import dev.midnight.spi.GenerationTicket;
import dev.midnight.spi.HeapOutlook;
import dev.midnight.spi.KeyStory;
import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.ManagedDeltas;
import dev.midnight.spi.Misses;
import dev.midnight.spi.RefreshTicket;
import dev.midnight.spi.RemembersMisses;
import dev.midnight.write.WritePath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cache as the application and its operators see it: reads go to the publisher's reference, on to
 * the misses where it holds nothing, writes to the write path, refreshes to the desk that this
 * cache, or its group, has.
 */
final class CacheEngine<K, V> implements RemembersMisses<K, V>, ManagedCache {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.engine");

  private final String name;
  private final Publisher<K, V> publisher;
  private final WritePath<K, V> writes;
  private final MissPath<K, V> misses;
  private final Replica<K, V> replica;
  private final ListenerNotices<K, V> notices;
  private final CacheLimits limits;
  private final ReadCounts reads = new ReadCounts();
  private final Generations<K, V> generations;
  private final Orders<K, V> orders;
  private final Differences<K, V> differences;
  private final @Nullable DeltaFeed<K, V> deltas;
  private final Adviser adviser = new Adviser();
  private final Instant since;

  /** All members of its group, this one included, or this one alone; set with the desk. */
  private volatile List<CacheEngine<?, ?>> fellows = List.of(this);

  /** Set with them; null outside a group. */
  private volatile @Nullable GroupOrders groupOrders;

  /** Replaced once, before the first refresh, when the cache joins a group. */
  private volatile RefreshDesk desk;

  private volatile boolean closed;

  private CacheEngine(CacheParts<K, V> parts) {
    this.name = parts.replica().cache();
    this.publisher = parts.replica().publisher();
    this.writes = parts.writes();
    this.misses = parts.misses();
    this.replica = parts.replica();
    this.notices = parts.notices();
    this.limits = parts.limits();
    this.generations = parts.generations();
    this.desk = parts.desk();
    this.deltas = parts.deltas();
    this.differences = new Differences<>(replica, generations);
    this.since = replica.support().clock().instant();
    this.orders = new Orders<>(replica, generations, () -> desk.coordinator().takeCycle());
    generations.whenPinIsOver(
        () -> {
          boolean unused = endPinThatIsOver();
        });
  }

  static <K, V> CacheEngine<K, V> of(LoadSource<K, V> source, CacheOptions<K, V> options) {
    return new CacheEngine<>(CacheParts.of(source, options));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public @Nullable V get(K key) {
    Snapshot<K, V> current = publisher.current();
    if (current == null) {
      throw new SnapshotNotLoadedException(name);
    }
    V value = current.get(key);
    reads.count(value != null);
    return value != null ? value : misses.load(key, current);
  }

  @Override
  public Snapshot<K, V> snapshot() {
    Snapshot<K, V> current = publisher.current();
    if (current == null) {
      throw new SnapshotNotLoadedException(name);
    }
    return current;
  }

  @Override
  public CompletableFuture<Void> put(K key, V value) {
    misses.drop(key);
    return writes.put(key, value);
  }

  @Override
  public CompletableFuture<Void> putAll(Map<? extends K, ? extends V> entries) {
    entries.keySet().forEach(misses::drop);
    return writes.putAll(entries);
  }

  @Override
  public CompletableFuture<Void> remove(K key) {
    misses.drop(key);
    return writes.remove(key);
  }

  @Override
  public Misses<K, V> misses() {
    return misses.misses();
  }

  @Override
  public CompletableFuture<RefreshResult> refresh() {
    return refresh(Trigger.MANUAL).result();
  }

  @Override
  public RefreshTicket refresh(Trigger trigger) {
    return request(trigger, false);
  }

  @Override
  public RefreshTicket dryRun() {
    return request(Trigger.MANUAL, true);
  }

  /** Who asked for the refresh of a group's member is told of that member. */
  private RefreshTicket request(Trigger trigger, boolean dryRun) {
    RefreshTicket ticket =
        desk.coordinator()
            .request(new RefreshRequest(trigger, dryRun, replica.support().clock().instant()));
    return new RefreshTicket(
        ticket.cycle(),
        ticket.joined(),
        ticket.result().thenApply(all -> own(ticket.cycle(), all)));
  }

  private RefreshResult own(long cycle, RefreshResult all) {
    return replica.support().history().reports().stream()
        .filter(report -> report.cycle() == cycle)
        .map(report -> report.result())
        .findFirst()
        .orElse(all);
  }

  @Override
  public <I> DerivedView<I> derive(Function<? super Snapshot<K, V>, ? extends I> builder) {
    return publisher.derive(builder, null);
  }

  @Override
  public <I> DerivedView<I> derive(
      Function<? super Snapshot<K, V>, ? extends I> builder, DerivedViewUpdater<K, V, I> updater) {
    return publisher.derive(builder, updater);
  }

  @Override
  public CacheStatus status() {
    return new StatusReport(
            replica, generations, writes, misses, desk, limits, reads.read(), closed)
        .make();
  }

  @Override
  public List<Advice> advice() {
    Duration over = Duration.between(since, replica.support().clock().instant());
    return adviser.advise(Measured.of(over, reads.read(), writes, publisher));
  }

  @Override
  public @Nullable Class<?> keyType() {
    Snapshot<K, V> current = publisher.current();
    return current == null || current.size() == 0
        ? null
        : current.asMap().keySet().iterator().next().getClass();
  }

  @Override
  @SuppressWarnings("unchecked") // a key of another class is in no snapshot, which is the answer
  public KeyStory story(Object key) {
    return new KeyQuestion<>(publisher, generations, misses()).ask((K) key);
  }

  @Override
  public @Nullable GenerationDiff diff(@Nullable Long generation) {
    return differences.of(generation);
  }

  @Override
  public @Nullable HeapOutlook heap() {
    return replica.heapOutlook();
  }

  @Override
  public @Nullable ManagedDeltas deltas() {
    return deltas;
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

  @Override
  public CompletableFuture<Boolean> servedUpTo(Instant due) {
    return desk.servedUpTo(due);
  }

  @Override
  public @Nullable Instant serveOverdue(Instant notBefore, Duration grace) {
    return desk.serveOverdue(notBefore, grace);
  }

  @Override
  public long cancel(String reason) {
    return desk.coordinator().cancel(reason);
  }

  @Override
  public void pause(@Nullable String reason) {
    desk.pause(reason);
  }

  @Override
  public void resume() {
    desk.resume();
  }

  @Override
  public CompletableFuture<Boolean> warmStart() {
    Duration maxStaleness = limits.staleAfter(desk.timetable());
    GroupOrders common = groupOrders;
    return common == null ? orders.warmStart(maxStaleness) : common.warmStart(maxStaleness);
  }

  @Override
  public GenerationTicket pin(
      @Nullable Long generation, @Nullable Instant until, @Nullable String reason) {
    GenerationTicket own = orders.pin(generation, until, reason);
    if (own.refusal() == null) {
      fellows.stream()
          .filter(other -> other != this)
          .forEach(other -> other.pinAlong(until, reason));
    }
    return own;
  }

  private void pinAlong(@Nullable Instant until, @Nullable String reason) {
    GenerationTicket unused = orders.pin(null, until, reason);
  }

  @Override
  public GenerationTicket unpin() {
    CacheMemory.Pin pin = generations.pin();
    fellows.forEach(member -> member.generations.unpin());
    if (pin == null) {
      return GenerationTicket.done(0);
    }
    RefreshTicket ticket = refresh(Trigger.MANUAL);
    return new GenerationTicket(null, ticket.cycle(), pin.generation(), ticket.result());
  }

  @Override
  public boolean endPinThatIsOver() {
    boolean ended = false;
    for (CacheEngine<?, ?> member : fellows) {
      ended |= member.generations.forgetPinThatIsOver();
    }
    if (ended) {
      log.info("Cache '{}': the time of its pin is over; it is refreshed", name);
      RefreshTicket unused = refresh(Trigger.CATCH_UP);
    }
    return ended;
  }

  @Override
  public GenerationTicket rollback(
      @Nullable Long generation, @Nullable Instant until, @Nullable String reason) {
    GroupOrders common = groupOrders;
    return common == null
        ? orders.rollback(generation, until, reason)
        : common.rollback(orders, generation, until, reason);
  }

  @Override
  public GenerationTicket approve(@Nullable Long generation, @Nullable String reason) {
    GroupOrders common = groupOrders;
    return common == null
        ? orders.approve(generation, reason)
        : common.approve(orders, generation, reason);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    misses.close();
    desk.close();
    long end = System.nanoTime() + limits.drainTimeout().toNanos();
    if (deltas != null) {
      deltas.deltas().close(limits.drainTimeout());
    }
    if (!desk.coordinator().close(limits.drainTimeout())) {
      CloseLog.stillRunning(name, limits.drainTimeout());
    }
    int lost = writes.close(left(end));
    if (lost > 0) {
      CloseLog.writesLost(name, lost);
    }
    generations.close(left(end));
    notices.close(left(end));
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  Replica<K, V> replica() {
    return replica;
  }

  Orders<K, V> orders() {
    return orders;
  }

  Generations<K, V> generations() {
    return generations;
  }

  Publisher<K, V> publisher() {
    return publisher;
  }

  /** From now on an action on this cache acts on its group. */
  void joinGroup(RefreshDesk common, GroupOrders commonOrders, List<CacheEngine<?, ?>> members) {
    if (deltas != null) {
      throw new IllegalStateException(
          "Cache '%s' cannot join group '%s': it has a DeltaLoader, whose changes would show in one member alone what the group publishes as one. Remove the DeltaLoader, or the cache from the group."
              .formatted(name, common.timetable().name()));
    }
    if (publisher.current() != null || schedule() != null) {
      throw new IllegalStateException(
          "Cache '%s' cannot join group '%s': it %s. A group's members share the group's schedule"
                  .formatted(
                      name,
                      common.timetable().name(),
                      schedule() != null ? "has a schedule of its own" : "was loaded before")
              + " and are published as one from the start. Remove its cron, or the group.");
    }
    fellows = List.copyOf(members);
    groupOrders = commonOrders;
    desk = common;
  }
}
