package dev.midnight.generations;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.refresh.Failures;
import dev.midnight.spi.PlainFailure;
import dev.midnight.spi.StoreStatus;
import dev.midnight.spi.StoredGeneration;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the store is doing. A failure is logged once, until a call goes well; with its stack only
 * when it is not the medium's, for the stack of a disk that fails says nothing. Thread-safe.
 */
final class StoreHealth {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.generations");

  private final String cache;
  private final Clock clock;

  @GuardedBy("this")
  private long savedGeneration;

  @GuardedBy("this")
  private @Nullable Instant savedAt;

  @GuardedBy("this")
  private @Nullable String failure;

  @GuardedBy("this")
  private @Nullable Instant failedAt;

  StoreHealth(String cache, Clock clock) {
    this.cache = cache;
    this.clock = clock;
  }

  synchronized void saved(StoredGeneration stored) {
    savedGeneration = Math.max(savedGeneration, stored.generation());
    savedAt = stored.savedAt();
    well();
  }

  synchronized void well() {
    failure = null;
    failedAt = null;
  }

  void failed(String what, Throwable cause) {
    String text = what + ": " + Failures.describe(cause);
    boolean first;
    synchronized (this) {
      first = failure == null || !(cause instanceof StoreNotOpenException || text.equals(failure));
      failure = text;
      failedAt = clock.instant();
    }
    if (first) {
      log.atWarn()
          .addKeyValue("cache", cache)
          .addKeyValue("failure", text)
          .setCause(cause instanceof IOException ? null : PlainFailure.of(cause))
          .log(
              "Cache '{}': its store failed to {}. What is served stays; a restart may begin with older"
                  + " data. See midnight.caches.{}.store",
              cache,
              text,
              cache);
    }
  }

  synchronized StoreStatus status() {
    return new StoreStatus(savedGeneration, savedAt, failure, failedAt);
  }
}
