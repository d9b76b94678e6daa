package dev.midnight.storm.systems;

import java.util.HashMap;
import java.util.Map;

/** A volatile reference to a {@link HashMap} that is never changed, swapped for the next one. */
final class SwappedSystem implements PriceSystem {

  private final PriceList source;
  private volatile Map<String, Price> prices = Map.of();

  SwappedSystem(PriceList source) {
    this.source = source;
  }

  @Override
  public void fill() {
    prices = Rows.all(source);
  }

  @Override
  public void midnight() {
    prices = Rows.all(source);
  }

  @Override
  public void read(String[] keys, long[] days) {
    Rows.days(prices, keys, days);
  }

  /** A write would have to copy the map. */
  @Override
  public boolean write(Price price) {
    return false;
  }
}
