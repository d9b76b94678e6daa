package dev.midnight.storm.systems;

import org.jspecify.annotations.Nullable;

/** A system that reads and writes each key by itself, so that a request sees several moments. */
interface KeyByKey extends PriceSystem {

  @Nullable Price get(String key);

  void put(String key, Price price);

  @Override
  default void read(String[] keys, long[] days) {
    for (int i = 0; i < keys.length; i++) {
      days[i] = Rows.day(get(keys[i]));
    }
  }

  @Override
  default boolean write(Price price) {
    put(price.sku(), price);
    return true;
  }
}
