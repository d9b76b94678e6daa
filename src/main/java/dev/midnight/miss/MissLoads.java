package dev.midnight.miss;

import dev.midnight.MissLoadException;
import dev.midnight.MissLoader;
import dev.midnight.spi.CacheThreads;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the loader for one key after the other, {@value #THREADS} keys at a time, on threads that
 * live while there is something to ask: a key that hangs holds up its own readers only. A load that
 * takes {@value Turn#PATIENCE} times as long as a reader waits is given up and interrupted, so that
 * its key is asked anew.
 */
final class MissLoads<K, V> {

  private static final Logger log = LoggerFactory.getLogger(MissLoads.class);
  private static final int THREADS = 64;
  private static final int BACKLOG = 1000;
  private static final int IDLE_SECONDS = 5;

  private final MissSettings settings;
  private final MissLoader<K, V> loader;
  private final ThreadPoolExecutor executor;
  private final AtomicLong givenUp = new AtomicLong();

  MissLoads(MissSettings settings, MissLoader<K, V> loader, CacheThreads threads) {
    this.settings = settings;
    this.loader = loader;
    this.executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(BACKLOG),
            task -> threads.newThread("midnight-miss-" + settings.cache(), task));
    executor.allowCoreThreadTimeOut(true);
  }

  /** Ends the turn, sooner or later, on another thread; or at once where too much is asked. */
  void start(Turn<K, V> turn) {
    FutureTask<Boolean> load = new FutureTask<>(() -> load(turn), true);
    try {
      executor.execute(load);
    } catch (RejectedExecutionException full) {
      turn.failed(tooMuch(full));
      return;
    }
    turn.limit(() -> giveUp(load));
  }

  private void load(Turn<K, V> turn) {
    if (turn.miss().isDone()) {
      return;
    }
    try {
      turn.found(loader.load(turn.key()));
    } catch (Throwable failure) {
      turn.failed(failure);
    }
  }

  private void giveUp(FutureTask<Boolean> load) {
    load.cancel(true);
    if (executor.isShutdown()) {
      return;
    }
    long soFar = givenUp.incrementAndGet();
    if (Long.bitCount(soFar) == 1) {
      log.atWarn()
          .addKeyValue("cache", settings.cache())
          .addKeyValue("timeout", settings.timeout())
          .addKeyValue("times", soFar)
          .log(
              "Cache '{}': a miss loader did not answer within {} times its timeout of {} and was"
                  + " interrupted, {} so far. The next reader of its key asks anew. Give the loader a"
                  + " time limit of its own, or see midnight.caches.{}.miss.timeout",
              settings.cache(),
              Turn.PATIENCE,
              settings.timeout(),
              soFar,
              settings.cache());
    }
  }

  private MissLoadException tooMuch(RejectedExecutionException full) {
    return new MissLoadException(
        "Cache '%s': %d keys that its snapshot does not hold wait to be loaded behind %d loads, so that this one is not. The read fails. See whether the source of its MissLoader answers."
            .formatted(settings.cache(), BACKLOG, THREADS),
        full);
  }

  /** Interrupts what runs and forgets what waits. */
  void close() {
    executor.shutdownNow();
  }
}
