package dev.midnight.storm.sweep;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** A {@link HashMap} under one read-write lock. */
final class LockedMap implements SharedMap {

  private final Map<Long, Long> map = new HashMap<>();
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  @Override
  public @Nullable Long get(Long key) {
    lock.readLock().lock();
    try {
      return map.get(key);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public void put(Long key, Long value) {
    lock.writeLock().lock();
    try {
      map.put(key, value);
    } finally {
      lock.writeLock().unlock();
    }
  }
}
