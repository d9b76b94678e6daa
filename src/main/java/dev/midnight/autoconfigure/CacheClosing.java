package dev.midnight.autoconfigure;

import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.ManagedCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of all caches: those that others were loaded from come last. One that does not end holds
 * up the others for a while only, so that all are closed within the timeout.
 */
final class CacheClosing {

  private static final Logger log = LoggerFactory.getLogger(CacheClosing.class);

  /** The part of the timeout, in percent, that is left to those that wait for others to close. */
  private static final int WAITING_PERCENT = 20;

  private final CacheThreads threads;
  private final Duration timeout;

  CacheClosing(CacheThreads threads, Duration timeout) {
    this.threads = threads;
    this.timeout = timeout;
  }

  /** How long one cache may take, so that all end within that timeout. */
  static Duration timeoutOfOne(Duration timeout) {
    return timeout.multipliedBy(100 - WAITING_PERCENT).dividedBy(100);
  }

  /** Begins to close; completes when all are closed, or time is up. */
  CompletableFuture<Void> begin(List<StartupUnit> units) {
    units.stream()
        .flatMap(unit -> unit.members().stream())
        .forEach(cache -> cache.cancel("the application stops"));
    CompletableFuture<Void> done = new CompletableFuture<>();
    Runnable task =
        () -> {
          try {
            closeAll(units);
          } finally {
            done.complete(null);
          }
        };
    threads.newThread("midnight-closing", task).start();
    return done;
  }

  /**
   * Closes those that use others before these. On a thread of its own: the JDK's timer of futures
   * would hold on to the class loader of the first application that it served.
   */
  private void closeAll(List<StartupUnit> units) {
    long end = System.nanoTime() + timeout.toNanos();
    Duration patience =
        timeout.multipliedBy(WAITING_PERCENT).dividedBy(100L * Math.max(1, units.size()));
    Map<String, List<CompletableFuture<Void>>> users = new HashMap<>();
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = units.size() - 1; i >= 0; i--) {
      StartupUnit unit = units.get(i);
      await(users.getOrDefault(unit.name(), List.of()), patience);
      CompletableFuture<Void> closed = start(unit);
      unit.loadsAfter()
          .forEach(name -> users.computeIfAbsent(name, key -> new ArrayList<>()).add(closed));
      all.add(closed);
    }
    await(all, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
  }

  private CompletableFuture<Void> start(StartupUnit unit) {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    Runnable task =
        () -> {
          try {
            close(unit);
          } finally {
            closed.complete(null);
          }
        };
    threads.newThread("midnight-close-" + unit.name(), task).start();
    return closed;
  }

  private static void await(List<CompletableFuture<Void>> others, Duration patience) {
    try {
      CompletableFuture.allOf(others.toArray(CompletableFuture[]::new))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.debug("Not all were closed in time. The application goes on stopping.", e);
    }
  }

  private static void close(StartupUnit unit) {
    for (ManagedCache cache : unit.members()) {
      try {
        if (cache instanceof AutoCloseable closeable) {
          closeable.close();
        }
      } catch (Exception e) {
        log.atWarn()
            .addKeyValue("cache", cache.name())
            .setCause(e)
            .log("Cache '{}' failed to close. The application goes on stopping.", cache.name());
      }
    }
  }
}
