package dev.midnight.springcache;

import dev.midnight.SnapshotNotLoadedException;
import dev.midnight.spi.MissTurn;
import dev.midnight.spi.Misses;
import dev.midnight.spi.RemembersMisses;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One of Midnight's caches as Spring's annotations change it: each change waits until readers can
 * see it, so that a caller reads its own writes.
 */
final class ReplicaCache {

  private final RemembersMisses<Object, Object> cache;
  private final Duration visibilityTimeout;

  ReplicaCache(RemembersMisses<Object, Object> cache, Duration visibilityTimeout) {
    this.cache = cache;
    this.visibilityTimeout = visibilityTimeout;
  }

  RemembersMisses<Object, Object> cache() {
    return cache;
  }

  Misses<Object, Object> misses() {
    return cache.misses();
  }

  void put(Object key, @Nullable Object value) {
    if (value == null) {
      putAbsence(key);
    } else {
      awaitVisible(cache.put(key, value));
    }
  }

  /** The snapshot holds no nulls: the key is removed there, and its absence remembered. */
  private void putAbsence(Object key) {
    CompletableFuture<Void> removal = cache.remove(key);
    MissTurn<Object> turn = misses().begin(key);
    awaitVisible(removal);
    turn.found(null);
  }

  void remove(Object key) {
    awaitVisible(cache.remove(key));
  }

  /** The refresh runs on; until it has been published, readers see the snapshot as it is. */
  void clear() {
    misses().forgetAll();
    var unused = cache.refresh();
  }

  boolean isEmpty() {
    return !isLoaded() || cache.snapshot().size() == 0;
  }

  /** Before the first load there is nothing to read, and so no reader to wait for. */
  private void awaitVisible(CompletableFuture<Void> write) {
    if (!write.isDone() && !isLoaded()) {
      return;
    }
    try {
      write.get(visibilityTimeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException refused) {
      throw refused.getCause() instanceof RuntimeException reason
          ? reason
          : new IllegalStateException(refused.getCause());
    } catch (TimeoutException late) {
      throw notVisible("after " + visibilityTimeout, late);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw notVisible("as its thread was interrupted", interrupt);
    }
  }

  private boolean isLoaded() {
    try {
      cache.snapshot();
      return true;
    } catch (SnapshotNotLoadedException notYet) {
      return false;
    }
  }

  private IllegalStateException notVisible(String when, Exception cause) {
    return new IllegalStateException(
        "Cache '%s': a write was accepted but is not visible %s. It will be, yet this caller may read the old value until then. See the log of that cache's drains, or let a CacheErrorHandler pass over it."
            .formatted(cache.name(), when),
        cause);
  }
}
