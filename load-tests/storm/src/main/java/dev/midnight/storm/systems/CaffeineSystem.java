package dev.midnight.storm.systems;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/** A Caffeine cache without bounds that a scheduled job fills with {@code putAll}. */
final class CaffeineSystem implements KeyByKey {

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
  public @Nullable Price get(String key) {
    return prices.getIfPresent(key);
  }

  @Override
  public void put(String key, Price price) {
    prices.put(key, price);
  }
}
