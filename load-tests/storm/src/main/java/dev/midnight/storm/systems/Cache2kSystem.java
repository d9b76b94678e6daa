package dev.midnight.storm.systems;

import org.cache2k.Cache;
import org.cache2k.Cache2kBuilder;

/** An eternal cache2k cache that a scheduled job fills with {@code putAll}. */
final class Cache2kSystem implements PriceSystem {

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
  public void read(String[] keys, long[] days) {
    for (int i = 0; i < keys.length; i++) {
      days[i] = Rows.day(prices.peek(keys[i]));
    }
  }

  @Override
  public boolean write(Price price) {
    prices.put(price.sku(), price);
    return true;
  }

  @Override
  public void close() {
    prices.close();
  }
}
