package dev.midnight.storm.systems;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** A Caffeine cache without bounds that a scheduled job fills with {@code putAll}. */
final class CaffeineSystem implements PriceSystem {

  private final PriceList source;
  private final Cache<String, Price> prices;

  CaffeineSystem(PriceList source) {
    this.source = source;
    this.prices = Caffeine.newBuilder().initialCapacity(source.entries() * 2).build();
  }

  @Override
  public void fill() {
    midnight();
  }

  @Override
  public void midnight() {
    prices.putAll(Rows.all(source));
  }

  @Override
  public void read(String[] keys, long[] days) {
    for (int i = 0; i < keys.length; i++) {
      days[i] = Rows.day(prices.getIfPresent(keys[i]));
    }
  }

  @Override
  public boolean write(Price price) {
    prices.put(price.sku(), price);
    return true;
  }
}
