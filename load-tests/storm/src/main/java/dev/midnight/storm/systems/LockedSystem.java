package dev.midnight.storm.systems;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A {@link HashMap} under a read-write lock, renewed under the write lock from a list read before.
 */
final class LockedSystem implements PriceSystem {

  private final PriceList source;
  private final Map<String, Price> prices;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  LockedSystem(PriceList source) {
    this.source = source;
    this.prices = new HashMap<>(source.entries() * 2);
  }

  @Override
  public void fill() {
    replace(Rows.all(source));
  }

  @Override
  public void midnight() {
    replace(Rows.all(source));
  }

  private void replace(Map<String, Price> fresh) {
    lock.writeLock().lock();
    try {
      prices.clear();
      prices.putAll(fresh);
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public void read(String[] keys, long[] days) {
    lock.readLock().lock();
    try {
      Rows.days(prices, keys, days);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public boolean write(Price price) {
    lock.writeLock().lock();
    try {
      prices.put(price.sku(), price);
      return true;
    } finally {
      lock.writeLock().unlock();
    }
  }
}
