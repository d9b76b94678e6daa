package dev.midnight.micrometer;

import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.ContentionStatus;
import dev.midnight.spi.HeapOutlook;
import dev.midnight.spi.WriteStatus;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Registers the meters of one cache that are read from its status. */
final class StatusMeters {

  private final Readings<CacheReading> meters;

  StatusMeters(MeterRegistry registry, CacheReading reading) {
    this.meters = new Readings<>(registry, reading.name(), reading);
  }

  void register() {
    registerRefresh();
    registerOperation();
    registerHeap();
    registerSnapshot();
    registerWrites();
    registerShards();
  }

  private void registerRefresh() {
    gauge(
        "midnight.refresh.consecutive.failures",
        null,
        "Refreshes that failed since the last good one",
        CacheStatus::consecutiveFailures);
    meters.counter(
        "midnight.refresh.overdue",
        "Scheduled times of which the timer never told",
        from -> overdue(from.status()));
    gauge(
        "midnight.refresh.timer.silent",
        null,
        "1 while the last scheduled time was one of which the timer never told",
        StatusMeters::timerSilent);
    meters.seconds(
        "midnight.refresh.interval",
        "The longest gap of the schedule",
        from -> longestGap(from.status()));
  }

  private void registerOperation() {
    meters.seconds(
        "midnight.refresh.deadline",
        "The time that a refresh may take",
        from -> from.status().deadline());
    gauge(
        "midnight.refresh.stuck",
        null,
        "Cancelled loads whose threads have not ended",
        status -> status.stuckLoads().size());
    gauge(
        "midnight.refresh.paused.timestamp",
        "seconds",
        "When the schedule was paused, 0 while it is not",
        status -> status.paused() == null ? 0 : inSeconds(status.paused().since()));
    gauge(
        "midnight.refresh.pinned.timestamp",
        "seconds",
        "When a generation was pinned, 0 while none is",
        StatusMeters::pinnedAt);
  }

  private void registerHeap() {
    heap("needed", "What the next load is expected to hold newly", HeapOutlook::needed);
    heap("free", "What the next load may take of the heap", HeapOutlook::free);
  }

  private void heap(String what, String text, ToDoubleFunction<HeapOutlook> value) {
    meters.gauge(
        "midnight.refresh.heap." + what,
        "bytes",
        text,
        from -> {
          HeapOutlook heap = from.heap();
          return heap == null ? Double.NaN : value.applyAsDouble(heap);
        });
  }

  private void registerSnapshot() {
    gauge("midnight.snapshot.version", null, "Counts every publish", CacheStatus::version);
    gauge("midnight.snapshot.generation", null, "Counts loads", CacheStatus::generation);
    gauge("midnight.snapshot.timestamp", "seconds", "When its load began", StatusMeters::loadedAt);
    meters.seconds("midnight.snapshot.age", "Time since its load began", CacheReading::age);
    meters.seconds(
        "midnight.snapshot.max.age",
        "The age from which it counts as stale",
        from -> from.status().maxStaleness());
    gauge("midnight.snapshot.size", "entries", "Entries", CacheStatus::size);
    gauge("midnight.snapshot.memory", "bytes", "Heap of the table itself", CacheStatus::bytes);
    gauge(
        "midnight.snapshot.retained",
        null,
        "Older generations of which somebody still holds a snapshot",
        CacheStatus::retained);
  }

  private void registerWrites() {
    writes("accepted", WriteStatus::accepted);
    writes("merged", WriteStatus::merged);
    writes("rejected", WriteStatus::rejected);
    gauge(
        "midnight.write.buffer.size",
        null,
        "Distinct keys in the write buffer",
        status -> status.writes().buffered());
    gauge(
        "midnight.write.buffer.capacity",
        null,
        "Distinct keys that the write buffer can hold",
        status -> status.writes().capacity());
  }

  private void registerShards() {
    acquisitions("free", ContentionStatus::free);
    acquisitions("contended", ContentionStatus::contended);
    gauge(
        "midnight.shard.imbalance",
        null,
        "Writes of the busiest shard divided by the mean of all",
        status -> status.contention().imbalance());
  }

  private void gauge(
      String name, @Nullable String unit, String text, ToDoubleFunction<CacheStatus> value) {
    meters.gauge(name, unit, text, from -> value.applyAsDouble(from.status()));
  }

  private void writes(String result, ToLongFunction<WriteStatus> value) {
    meters.counter(
        "midnight.writes",
        "result",
        result,
        "Online writes",
        from -> value.applyAsLong(from.status().writes()));
  }

  private void acquisitions(String result, ToLongFunction<ContentionStatus> value) {
    meters.counter(
        "midnight.shard.lock.acquisitions",
        "result",
        result,
        "Acquisitions of a shard's lock by writers",
        from -> value.applyAsLong(from.status().contention()));
  }

  private static @Nullable Duration longestGap(CacheStatus status) {
    CacheStatus.Schedule schedule = status.schedule();
    return schedule == null ? null : schedule.longestGap();
  }

  private static double overdue(CacheStatus status) {
    CacheStatus.Schedule schedule = status.schedule();
    return schedule == null ? 0 : schedule.overdue();
  }

  private static double timerSilent(CacheStatus status) {
    CacheStatus.Schedule schedule = status.schedule();
    return schedule != null && schedule.timerSilent() ? 1 : 0;
  }

  private static double loadedAt(CacheStatus status) {
    Instant loadedAt = status.loadedAt();
    return loadedAt == null ? 0 : inSeconds(loadedAt);
  }

  private static double pinnedAt(CacheStatus status) {
    CacheMemory.Pin pin = status.generations().pinned();
    return pin == null ? 0 : inSeconds(pin.since());
  }

  private static double inSeconds(Instant time) {
    return (double) time.toEpochMilli() / TimeUnit.SECONDS.toMillis(1);
  }
}
