package dev.midnight.storm.systems;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A {@link ConcurrentHashMap} that a scheduled job fills again, cleared first or not. */
final class MapSystem implements PriceSystem {

  private final PriceList source;
  private final boolean cleared;
  private final Map<String, Price> prices;

  MapSystem(PriceList source, boolean cleared) {
    this.source = source;
    this.cleared = cleared;
    this.prices = new ConcurrentHashMap<>(source.entries() * 2);
  }

  @Override
  public void fill() {
    source.stream(prices::put);
  }

  @Override
  public void midnight() {
    Map<String, Price> fresh = Rows.all(source);
    if (cleared) {
      prices.clear();
    }
    prices.putAll(fresh);
  }

  @Override
  public void read(String[] keys, long[] days) {
    Rows.days(prices, keys, days);
  }

  @Override
  public boolean write(Price price) {
    prices.put(price.sku(), price);
    return true;
  }
}
