package dev.midnight.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.Trigger;
import dev.midnight.spi.CacheState;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.ManagedDeltas;
import dev.midnight.spi.ThrowLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch over all caches that asks how old they are and not what the timer says: a scheduled
 * time that never came, that of a delta too, because the timer is wedged, is served from here, and
 * a snapshot that went stale without anybody trying to renew it is refreshed.
 *
 * <p>Concurrency: one daemon thread between {@link #start} and {@link #stop}, which only hands off.
 * What it remembers is used by that thread alone; a thread that was stopped and still looks once
 * more does no harm, because a scheduled time is served once.
 */
public final class ScheduleWatch {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.engine");

  /** How late a scheduled time may come by itself. */
  static final Duration GRACE = Duration.ofMinutes(1);

  private static final long PERIOD_MILLIS = Duration.ofSeconds(15).toMillis();

  private final Supplier<? extends Collection<? extends ManagedCache>> caches;
  private final Clock clock;
  private final CacheThreads threads;
  private final Set<String> stale = new HashSet<>();
  private final Set<String> silent = new HashSet<>();
  private final ThrowLog broken =
      new ThrowLog(log, "its age could not be looked at; the watch goes on");

  @GuardedBy("this")
  private @Nullable Thread watching;

  /** Watches these caches; asks for them anew each time. */
  public ScheduleWatch(
      Supplier<? extends Collection<? extends ManagedCache>> caches,
      Clock clock,
      CacheThreads threads) {
    this.caches = caches;
    this.clock = clock;
    this.threads = threads;
  }

  /** Begins to watch for scheduled times from now on. Does nothing while it watches. */
  public synchronized void start() {
    if (watching == null) {
      Instant since = clock.instant();
      Thread thread = threads.newThread("midnight-watch-caches", () -> run(since));
      watching = thread;
      thread.start();
    }
  }

  /** Watches no more; may be started again. */
  public synchronized void stop() {
    watching = null;
    notifyAll();
  }

  /** Whether it watches. */
  public synchronized boolean isRunning() {
    return watching != null;
  }

  private void run(Instant since) {
    while (awaitNextLook()) {
      look(since);
    }
  }

  private synchronized boolean awaitNextLook() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);
    try {
      for (long left = PERIOD_MILLIS; left > 0 && watching == Thread.currentThread(); ) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      watching = null;
    }
    return watching == Thread.currentThread();
  }

  /** One look at every cache; what goes wrong with one stops none of the others. */
  void look(Instant since) {
    for (ManagedCache cache : caches.get()) {
      try {
        lookAt(cache, since);
      } catch (RuntimeException e) {
        broken.threw(cache.name(), e);
      }
    }
  }

  private void lookAt(ManagedCache cache, Instant since) {
    Instant overdue = cache.serveOverdue(since, GRACE);
    if (overdue != null) {
      log.atError()
          .addKeyValue("cache", cache.name())
          .addKeyValue("due", overdue)
          .log(
              "Cache '{}': its scheduled time {} never came, so the timer hangs or was late by more than {}. It is made up for now, unless misfire is skip. Look at the threads named midnight-timer",
              cache.name(),
              overdue,
              GRACE);
    }
    ManagedDeltas deltas = cache.deltas();
    if (deltas != null) {
      lookAt(deltas, since);
    }
    boolean unused = cache.endPinThatIsOver();
    CacheStatus status = cache.status();
    if (status.state() != CacheState.STALE) {
      if (stale.remove(cache.name())) {
        log.atInfo()
            .addKeyValue("cache", cache.name())
            .log("Cache '{}': no longer stale", cache.name());
      }
    } else if (stale.add(cache.name())) {
      wentStale(cache, status, overdue != null);
    }
  }

  /** Says it once: deltas may be due every second. */
  private void lookAt(ManagedDeltas deltas, Instant since) {
    Instant overdue = deltas.serveOverdue(since, GRACE);
    if (overdue == null) {
      if (!deltas.status().timerSilent()) {
        silent.remove(deltas.name());
      }
    } else if (silent.add(deltas.name())) {
      log.atError()
          .addKeyValue("cache", deltas.name())
          .addKeyValue("due", overdue)
          .log(
              "Cache '{}': its scheduled time {} never came, so the timer hangs or was late by more than {}. Deltas are taken from here, one at each look, until it speaks again. Look at the threads named midnight-timer",
              deltas.name(),
              overdue,
              GRACE);
    }
  }

  private void wentStale(ManagedCache cache, CacheStatus status, boolean served) {
    CycleReport last = status.lastRefresh();
    log.atWarn()
        .addKeyValue("cache", cache.name())
        .addKeyValue("ageMillis", status.age() == null ? null : status.age().toMillis())
        .log(
            "Cache '{}': its snapshot is stale, {} old with at most {} allowed. It is served on. {}. See midnight.caches.{}.max-staleness",
            cache.name(),
            status.age(),
            status.maxStaleness(),
            last == null
                ? "No refresh was tried"
                : "The last refresh was " + last.result().outcome(),
            cache.name());
    if (!served && status.schedule() != null && status.paused() == null && nobodyTried(status)) {
      cache.refresh(Trigger.CATCH_UP);
    }
  }

  /** Whether no load began since the one that gave the snapshot: then one is worth a try. */
  private static boolean nobodyTried(CacheStatus status) {
    CycleReport last = status.lastRefresh();
    Instant loadedAt = status.loadedAt();
    boolean tried = last != null && loadedAt != null && last.startedAt().isAfter(loadedAt);
    return !tried && status.running() == null && !status.queued();
  }
}
