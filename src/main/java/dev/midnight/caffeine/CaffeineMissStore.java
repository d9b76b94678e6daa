package dev.midnight.caffeine;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.midnight.spi.MissStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;

/**
 * Maps of Caffeine's asynchronous caches, which leave questions alone, and evict and expire
 * answers. Their upkeep is done by the threads that use them.
 */
public final class CaffeineMissStore implements MissStore {

  private final Ticker ticker;

  /** By the system's clock. */
  public CaffeineMissStore() {
    this(Ticker.systemTicker());
  }

  CaffeineMissStore(Ticker ticker) {
    this.ticker = ticker;
  }

  @Override
  public <K, R> ConcurrentMap<K, CompletableFuture<R>> create(
      long maximumSize, Duration expireAfterWrite) {
    return Caffeine.newBuilder()
        .maximumSize(maximumSize)
        .expireAfterWrite(expireAfterWrite)
        .ticker(ticker)
        .executor(Runnable::run)
        .<K, R>buildAsync()
        .asMap();
  }
}
