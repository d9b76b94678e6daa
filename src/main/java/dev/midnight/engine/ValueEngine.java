package dev.midnight.engine;

import dev.midnight.CronSchedule;
import dev.midnight.RefreshResult;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotNotLoadedException;
import dev.midnight.SnapshotValue;
import dev.midnight.Trigger;
import dev.midnight.ValueSnapshot;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.GenerationTicket;
import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.RefreshTicket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A replica of one object: a cache of one entry, which refreshes and is operated as any other. */
final class ValueEngine<T> implements SnapshotValue<T>, ManagedCache, AutoCloseable {

  /** The key of the one entry. */
  static final String KEY = "value";

  private final CacheEngine<String, T> cache;

  ValueEngine(CacheEngine<String, T> cache) {
    this.cache = cache;
  }

  @Override
  public String name() {
    return cache.name();
  }

  @Override
  public T get() {
    return value(cache.snapshot());
  }

  @Override
  public ValueSnapshot<T> snapshot() {
    Snapshot<String, T> snapshot = cache.snapshot();
    return new ValueSnapshot<>(
        value(snapshot),
        snapshot.version(),
        snapshot.generation(),
        snapshot.loadedAt(),
        snapshot.publishedAt());
  }

  /** Never null: a load without the one entry is rejected, unless its gates were taken away. */
  private T value(Snapshot<String, T> snapshot) {
    T value = snapshot.get(KEY);
    if (value == null) {
      throw new SnapshotNotLoadedException(cache.name());
    }
    return value;
  }

  @Override
  public CompletableFuture<RefreshResult> refresh() {
    return cache.refresh();
  }

  @Override
  public RefreshTicket refresh(Trigger trigger) {
    return cache.refresh(trigger);
  }

  @Override
  public CacheStatus status() {
    return cache.status();
  }

  @Override
  public CompletableFuture<Boolean> servedUpTo(Instant due) {
    return cache.servedUpTo(due);
  }

  @Override
  public RefreshTicket dryRun() {
    return cache.dryRun();
  }

  @Override
  public long cancel(String reason) {
    return cache.cancel(reason);
  }

  @Override
  public CompletableFuture<Boolean> warmStart() {
    return cache.warmStart();
  }

  @Override
  public GenerationTicket pin(
      @Nullable Long generation, @Nullable Instant until, @Nullable String reason) {
    return cache.pin(generation, until, reason);
  }

  @Override
  public GenerationTicket unpin() {
    return cache.unpin();
  }

  @Override
  public GenerationTicket rollback(
      @Nullable Long generation, @Nullable Instant until, @Nullable String reason) {
    return cache.rollback(generation, until, reason);
  }

  @Override
  public GenerationTicket approve(@Nullable Long generation, @Nullable String reason) {
    return cache.approve(generation, reason);
  }

  @Override
  public void pause(@Nullable String reason) {
    cache.pause(reason);
  }

  @Override
  public void resume() {
    cache.resume();
  }

  @Override
  public @Nullable CronSchedule schedule() {
    return cache.schedule();
  }

  @Override
  public Duration jitter() {
    return cache.jitter();
  }

  @Override
  public void tick(Instant due, Trigger trigger) {
    cache.tick(due, trigger);
  }

  @Override
  public void close() {
    cache.close();
  }
}
