package dev.midnight.storm.systems;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A Caffeine cache with {@code refreshAfterWrite} of a day: at midnight all entries are a day old,
 * and each is loaded again when it is read. Its clock is moved by hand.
 */
final class CaffeineRefreshSystem implements KeyByKey {

  private static final Duration DAY = Duration.ofDays(1);

  private final PriceList source;
  private final AtomicLong clock = new AtomicLong();
  private final ExecutorService callers;
  private final LoadingCache<String, Price> prices;

  CaffeineRefreshSystem(PriceList source, int callers) {
    this.source = source;
    this.callers = Executors.newFixedThreadPool(callers, Rows::daemon);
    this.prices =
        Caffeine.newBuilder()
            .initialCapacity(source.entries() * 2)
            .refreshAfterWrite(DAY)
            .ticker(clock::get)
            .executor(this.callers)
            .build(source::one);
  }

  @Override
  public void fill() {
    prices.putAll(Rows.all(source));
  }

  @Override
  public void midnight() {
    clock.addAndGet(DAY.toNanos() + 1);
  }

  @Override
  public boolean renewsKeyByKey() {
    return true;
  }

  @Override
  public @Nullable Price get(String key) {
    return prices.get(key);
  }

  @Override
  public void put(String key, Price price) {
    prices.put(key, price);
  }

  @Override
  public void close() {
    callers.shutdownNow();
  }
}
