package dev.midnight.storm.systems;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.RefreshPolicy;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.support.JetCacheExecutor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * JetCache with a refresh policy: each key that was read once has a task of its own that loads it
 * again and again. There is no midnight; the period is the time between two of the storm's.
 */
final class JetCacheSystem implements KeyByKey {

  private final PriceList source;
  private final ScheduledThreadPoolExecutor callers;
  private final Cache<String, Price> prices;

  JetCacheSystem(PriceList source, int callers, long periodMillis) {
    this.source = source;
    this.callers = new ScheduledThreadPoolExecutor(callers, Rows::daemon);
    JetCacheExecutor.setHeavyIOExecutor(this.callers);
    this.prices =
        CaffeineCacheBuilder.createCaffeineCacheBuilder()
            .limit(source.entries() * 2)
            .expireAfterWrite(1, TimeUnit.DAYS)
            .loader((String key) -> source.one(key))
            .refreshPolicy(RefreshPolicy.newPolicy(periodMillis, TimeUnit.MILLISECONDS))
            .buildCache();
  }

  @Override
  public void fill() {
    prices.putAll(Rows.all(source));
    for (int row = 0; row < source.entries(); row++) {
      Price unused = prices.get(PriceList.key(row));
    }
  }

  @Override
  public void midnight() {}

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
    prices.close();
  }
}
