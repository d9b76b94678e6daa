package dev.midnight.storm.systems;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A {@link ConcurrentHashMap} that a scheduled job fills again, cleared first or not. */
final class MapSystem implements KeyByKey {

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
  public @Nullable Price get(String key) {
    return prices.get(key);
  }

  @Override
  public void put(String key, Price price) {
    prices.put(key, price);
  }
}
