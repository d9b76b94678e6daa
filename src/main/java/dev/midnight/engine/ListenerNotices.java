package dev.midnight.engine;

import dev.midnight.RefreshResult;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotDiff;
import dev.midnight.SnapshotListener;
import dev.midnight.Trigger;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.ThrowLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the application's listeners, in order, on one thread that lives while there is something to
 * tell. A listener that falls {@value #BACKLOG} notices behind loses the ones after, and the log
 * says how many: it must not hold all snapshots since in memory.
 */
final class ListenerNotices<K, V> {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.engine");
  private static final int BACKLOG = 1000;
  private static final int IDLE_SECONDS = 5;

  private final String cache;
  private final List<SnapshotListener<K, V>> listeners;
  private final ThreadPoolExecutor executor;
  private final AtomicLong lost = new AtomicLong();
  private final ThrowLog thrown = new ThrowLog(log, "a listener threw; it stops nothing");

  ListenerNotices(String cache, List<SnapshotListener<K, V>> listeners, CacheThreads threads) {
    this.cache = cache;
    this.listeners = List.copyOf(listeners);
    this.executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(BACKLOG),
            task -> threads.newThread("midnight-listener-" + cache, task),
            (task, full) -> lose());
    executor.allowCoreThreadTimeOut(true);
  }

  void started(long cycle, Trigger trigger) {
    tell(listener -> listener.refreshStarted(cache, cycle, trigger));
  }

  void finished(long cycle, RefreshResult result) {
    tell(listener -> listener.refreshFinished(cache, cycle, result));
  }

  void published(
      @Nullable Snapshot<K, V> previous, Snapshot<K, V> current, SnapshotDiff<K, V> changes) {
    tell(listener -> listener.published(cache, previous, current, changes));
  }

  private void tell(Consumer<SnapshotListener<K, V>> notice) {
    if (listeners.isEmpty()) {
      return;
    }
    try {
      executor.execute(() -> listeners.forEach(listener -> tell(listener, notice)));
    } catch (RuntimeException | Error e) {
      log.warn("Cache '{}': no thread for its listeners; they are told later or not", cache, e);
    }
  }

  private void tell(SnapshotListener<K, V> listener, Consumer<SnapshotListener<K, V>> notice) {
    try {
      notice.accept(listener);
    } catch (RuntimeException | Error e) {
      thrown.threw(cache, e);
    }
  }

  private void lose() {
    long sofar = lost.incrementAndGet();
    if (Long.bitCount(sofar) == 1 && !executor.isShutdown()) {
      log.atWarn()
          .addKeyValue("cache", cache)
          .addKeyValue("lost", sofar)
          .log(
              "Cache '{}': its listeners are {} notices behind, so {} were not told so far. Make"
                  + " them quicker, or hand the work to a thread of your own",
              cache,
              BACKLOG,
              sofar);
    }
  }

  void close(Duration timeout) {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
