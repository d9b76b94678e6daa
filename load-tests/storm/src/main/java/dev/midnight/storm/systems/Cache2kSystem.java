package dev.midnight.storm.systems;

import org.cache2k.Cache;
import org.cache2k.Cache2kBuilder;
import org.jspecify.annotations.Nullable;

/** An eternal cache2k cache that a scheduled job fills with {@code putAll}. */
final class Cache2kSystem implements KeyByKey {

  private final PriceList source;
  private final Cache<String, Price> prices;

  Cache2kSystem(PriceList source) {
    this.source = source;
    this.prices =
        Cache2kBuilder.of(String.class, Price.class)
            .eternal(true)
            .entryCapacity(source.entries() * 2L)
            .build();
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
    return prices.peek(key);
  }

  @Override
  public void put(String key, Price price) {
    prices.put(key, price);
  }

  @Override
  public void close() {
    prices.close();
  }
}
