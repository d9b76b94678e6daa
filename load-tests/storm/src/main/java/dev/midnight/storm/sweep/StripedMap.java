package dev.midnight.storm.sweep;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Sixty-four {@link HashMap}s, each under a lock of its own. */
final class StripedMap implements SharedMap {

  private static final int SHARDS = 64;

  private final Shard[] shards = new Shard[SHARDS];

  StripedMap() {
    for (int i = 0; i < SHARDS; i++) {
      shards[i] = new Shard();
    }
  }

  @Override
  public @Nullable Long get(Long key) {
    return shard(key).get(key);
  }

  @Override
  public void put(Long key, Long value) {
    shard(key).put(key, value);
  }

  private Shard shard(Long key) {
    return shards[(key.hashCode() * 0x9E3779B9) >>> 26];
  }

  /** One part of the keys. */
  private static final class Shard {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Long> map = new HashMap<>();

    @Nullable Long get(Long key) {
      lock.lock();
      try {
        return map.get(key);
      } finally {
        lock.unlock();
      }
    }

    void put(Long key, Long value) {
      lock.lock();
      try {
        map.put(key, value);
      } finally {
        lock.unlock();
      }
    }
  }
}
