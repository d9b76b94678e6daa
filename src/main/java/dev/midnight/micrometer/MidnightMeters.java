package dev.midnight.micrometer;

import dev.midnight.Changes;
import dev.midnight.Phase;
import dev.midnight.Trigger;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.DeltaReport;
import dev.midnight.spi.SkipReason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The meters of all caches: hears their events, and shows their status.
 *
 * <p>Every meter carries the tag {@code cache} and exists from {@link #bindTo} on, with every value
 * of its other tags, so that alerts compare with zero and not with nothing. No tag is ever a key, a
 * shard or a cycle. Durations are in seconds. Values of {@code outcome}, {@code trigger} and {@code
 * phase} are written as the enums of the API are.
 *
 * <ul>
 *   <li>{@code midnight.refresh} {outcome, trigger}: timer of whole cycles, dry runs aside
 *   <li>{@code midnight.refresh.phase} {phase}: timer
 *   <li>{@code midnight.refresh.active}: long task timer of the running cycle
 *   <li>{@code midnight.refresh.skipped} {reason}: counter of refreshes that did not begin
 *   <li>{@code midnight.refresh.overruns}: counter of scheduled times that met a running load and
 *       waited for its end
 *   <li>{@code midnight.refresh.overdue}: counter of scheduled times of which the timer never told
 *   <li>{@code midnight.refresh.timer.silent}: gauge, 1 while the last scheduled time was one of
 *       them
 *   <li>{@code midnight.refresh.consecutive.failures}: gauge
 *   <li>{@code midnight.refresh.interval}: gauge of the longest gap of the schedule; NaN without
 *       one
 *   <li>{@code midnight.refresh.last.duration}: gauge of the last cycle that was no dry run
 *   <li>{@code midnight.refresh.start.delay}: gauge of how late the last cycle began
 *   <li>{@code midnight.snapshot.version}, {@code .generation}: gauges, 0 before the first load
 *   <li>{@code midnight.snapshot.timestamp}: gauge of {@code loadedAt} in seconds since 1970, 0
 *       before the first load
 *   <li>{@code midnight.snapshot.age}: gauge; before the first load it counts from {@link #bindTo},
 *       so that the alert for stale data finds a cache that never loaded, too
 *   <li>{@code midnight.snapshot.max.age}: gauge of {@code max-staleness}; NaN where there is none
 *   <li>{@code midnight.snapshot.size} (entries), {@code .memory} (bytes): gauges
 *   <li>{@code midnight.snapshot.retained}: gauge of older generations that somebody still holds,
 *       as of the last garbage collection
 *   <li>{@code midnight.snapshot.changes} {kind = added, updated, removed}: counter
 *   <li>{@code midnight.writes} {result = accepted, merged, rejected}: counter
 *   <li>{@code midnight.write.buffer.size}, {@code .capacity}: gauges
 *   <li>{@code midnight.write.throttle}, {@code .drain}, {@code .visible}: timers
 *   <li>{@code midnight.shard.lock.wait}: timer
 *   <li>{@code midnight.shard.lock.acquisitions} {result = free, contended}: counter
 *   <li>{@code midnight.shard.imbalance}: gauge
 *   <li>{@code midnight.store.save} {outcome = saved, failed}: timer
 *   <li>{@code midnight.delta} {outcome}: timer of deltas, of a cache that takes them
 *   <li>{@code midnight.delta.phase} {phase}: timer of their phases
 *   <li>{@code midnight.delta.consecutive.failures}: gauge
 *   <li>{@code midnight.delta.timer.silent}: gauge, as that of refreshes
 *   <li>{@code midnight.delta.stuck}: gauge of cancelled deltas whose threads have not ended
 *   <li>{@code midnight.delta.drift}: counter of entries that a refresh of the whole data set found
 *       wrong though no delta had told of them, of a cache that takes deltas
 *   <li>{@code midnight.propagation}: timer of generations that another instance built
 *   <li>{@code midnight.announcements} {channel = push, poll}: counter
 *   <li>{@code midnight.refresh.deadline}: gauge of the time that a refresh may take
 *   <li>{@code midnight.refresh.heap.needed}, {@code .heap.free}: gauges of the bytes that the next
 *       load is expected to hold newly, and may; NaN where {@code preflight} is off
 *   <li>{@code midnight.refresh.stuck}: gauge of cancelled loads whose threads have not ended
 *   <li>{@code midnight.refresh.paused.timestamp}: gauge of the time of the pause in seconds since
 *       1970, 0 while the schedule is not paused
 *   <li>{@code midnight.refresh.pinned.timestamp}: gauge of the time of the pin in seconds since
 *       1970, 0 while no generation is pinned
 *   <li>{@code cache.gets} {result = hit, miss}, {@code cache.puts}, {@code cache.size}
 *       {cache.manager = midnight, name}: through Micrometer's {@code CacheMeterBinder}, tagged as
 *       Boot tags the caches of a {@code CacheManager}; reads through the cache only, not those of
 *       a snapshot that was handed out
 * </ul>
 *
 * <p>Thread-safe. What happens before {@link #bindTo} is not counted. Registries refer to what is
 * measured weakly: whoever wants values keeps this object, as every cache that reports to it does.
 */
public final class MidnightMeters implements CacheEvents, MeterBinder {

  private final Supplier<? extends CacheRegistry> caches;
  private final Map<MeterRegistry, RegistryMeters> bound = new ConcurrentHashMap<>();

  /** Shows the status of these caches; they are asked for no earlier than {@link #bindTo}. */
  public MidnightMeters(Supplier<? extends CacheRegistry> caches) {
    this.caches = caches;
  }

  /** Registers every meter of every cache; a registry that has them already is left alone. */
  @Override
  public void bindTo(MeterRegistry registry) {
    RegistryMeters meters = new RegistryMeters(registry);
    if (bound.putIfAbsent(registry, meters) == null) {
      caches.get().caches().forEach(meters::add);
    }
  }

  @Override
  public void cycleStarted(String cache, long cycle, Trigger trigger, Duration delay) {
    each(cache, meters -> meters.refresh().started(cycle, delay));
  }

  @Override
  public void phaseFinished(String cache, long cycle, Phase phase, Duration duration) {
    each(cache, meters -> meters.refresh().phase(phase, duration));
  }

  @Override
  public void cycleFinished(CycleReport report) {
    each(report.cache(), meters -> meters.refresh().finished(report));
  }

  @Override
  public void refreshSkipped(String cache, Trigger trigger, SkipReason reason) {
    each(cache, meters -> meters.refresh().skipped(reason));
  }

  @Override
  public void refreshOverran(String cache) {
    each(cache, meters -> meters.refresh().overran());
  }

  @Override
  public void published(String cache, boolean byRefresh, Changes changes) {
    each(cache, meters -> meters.changes().count(changes));
  }

  @Override
  public void deltaFinished(DeltaReport report) {
    bound.values().forEach(meters -> meters.deltasOf(report.cache()).finished(report));
  }

  @Override
  public void driftChecked(String cache, long entries) {
    bound.values().forEach(meters -> meters.deltasOf(cache).drifted(entries));
  }

  @Override
  public void drained(String cache, int writes, Duration duration) {
    each(cache, meters -> meters.writes().drain().record(duration));
  }

  @Override
  public void writeVisible(String cache, Duration sinceAccepted) {
    each(cache, meters -> meters.writes().visible().record(sinceAccepted));
  }

  @Override
  public void writeThrottled(String cache, Duration waited) {
    each(cache, meters -> meters.writes().throttle().record(waited));
  }

  @Override
  public void storeSaved(String cache, boolean saved, Duration duration) {
    each(cache, meters -> meters.store().saved(saved, duration));
  }

  @Override
  public void propagated(String cache, Duration sinceBuilt) {
    each(cache, meters -> meters.store().propagation().record(sinceBuilt));
  }

  @Override
  public void announced(String cache, boolean pushed) {
    each(cache, meters -> meters.store().announced(pushed));
  }

  @Override
  public void shardLockWaited(String cache, Duration waited) {
    each(cache, meters -> meters.writes().lockWait().record(waited));
  }

  private void each(String cache, Consumer<EventMeters> action) {
    for (RegistryMeters meters : bound.values()) {
      action.accept(meters.of(cache));
    }
  }
}
