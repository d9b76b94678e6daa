package dev.midnight.spi;

import dev.midnight.Changes;
import dev.midnight.CronSchedule;
import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A cache that does nothing: it shows the status that it was given and records what it is told. */
public final class FakeCache implements ManagedCache {

  private final String name;
  private final AtomicInteger statusCalls = new AtomicInteger();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile CacheStatus status;
  private volatile @Nullable GenerationDiff diff;
  private volatile RefreshTicket nextTicket;
  private volatile GenerationTicket nextOrder = GenerationTicket.done(3);
  private volatile long nextCancelled;
  private volatile List<Advice> advice = List.of();

  public FakeCache(String name) {
    this(FakeStatus.of(name).build());
  }

  public FakeCache(CacheStatus status) {
    this.name = status.name();
    this.status = status;
    this.nextTicket = new RefreshTicket(1, false, new CompletableFuture<>());
  }

  /** A ticket of a refresh that did not begin. */
  public static RefreshTicket skipped(String reason) {
    RefreshResult result =
        new RefreshResult(Outcome.SKIPPED, reason, 0, 0, 0, Changes.NONE, Duration.ZERO, Map.of());
    return new RefreshTicket(0, false, CompletableFuture.completedFuture(result));
  }

  public void show(CacheStatus newStatus) {
    status = newStatus;
  }

  /** What the next refresh or dry run answers; until then, cycle 1, which never ends. */
  public void answer(RefreshTicket ticket) {
    nextTicket = ticket;
  }

  /** The number of the cycle that the next cancel finds running; 0, as at first, for none. */
  public void running(long cycle) {
    nextCancelled = cycle;
  }

  public int statusCalls() {
    return statusCalls.get();
  }

  /** What was asked of it, such as {@code refresh MANUAL} or {@code pause: maintenance}. */
  public List<String> calls() {
    return calls;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CacheStatus status() {
    statusCalls.incrementAndGet();
    return status;
  }

  /** What it advises from now on. */
  public void advise(Advice... all) {
    advice = List.of(all);
  }

  @Override
  public List<Advice> advice() {
    return advice;
  }

  @Override
  public RefreshTicket refresh(Trigger trigger) {
    calls.add("refresh " + trigger);
    return nextTicket;
  }

  @Override
  public CompletableFuture<Boolean> servedUpTo(Instant due) {
    return CompletableFuture.completedFuture(true);
  }

  @Override
  public RefreshTicket dryRun() {
    calls.add("dry-run");
    return nextTicket;
  }

  @Override
  public long cancel(String reason) {
    calls.add("cancel: " + reason);
    return nextCancelled;
  }

  @Override
  public void pause(@Nullable String reason) {
    calls.add("pause: " + reason);
    status = FakeStatus.copyOf(status).paused(new CacheStatus.Pause(Instant.EPOCH, reason)).build();
  }

  @Override
  public void resume() {
    calls.add("resume");
    status = FakeStatus.copyOf(status).paused(null).build();
  }

  /** What the next order about generations answers; until then, that it is done. */
  public void answer(GenerationTicket ticket) {
    nextOrder = ticket;
  }

  @Override
  public CompletableFuture<Boolean> warmStart() {
    return CompletableFuture.completedFuture(false);
  }

  @Override
  public GenerationTicket pin(
      @Nullable Long generation, @Nullable Instant until, @Nullable String reason) {
    calls.add("pin %s until %s: %s".formatted(generation, until, reason));
    return nextOrder;
  }

  @Override
  public GenerationTicket unpin() {
    calls.add("unpin");
    return nextOrder;
  }

  @Override
  public GenerationTicket rollback(
      @Nullable Long generation, @Nullable Instant until, @Nullable String reason) {
    calls.add("rollback %s until %s: %s".formatted(generation, until, reason));
    return nextOrder;
  }

  @Override
  public GenerationTicket approve(@Nullable Long generation, @Nullable String reason) {
    calls.add("approve %s: %s".formatted(generation, reason));
    return nextOrder;
  }

  /** The only diff that there is. */
  public void diff(GenerationDiff only) {
    diff = only;
  }

  @Override
  public @Nullable GenerationDiff diff(@Nullable Long generation) {
    GenerationDiff only = diff;
    return only != null && generation != null && generation == only.generation() ? only : null;
  }

  @Override
  public @Nullable CronSchedule schedule() {
    return null;
  }

  @Override
  public Duration jitter() {
    return Duration.ZERO;
  }

  @Override
  public void tick(Instant due, Trigger trigger) {
    calls.add("tick " + due + " " + trigger);
  }
}
