package dev.midnight.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.midnight.DuplicatePolicy;
import dev.midnight.ReusePolicy;
import dev.midnight.table.SameValue;
import dev.midnight.table.Table;
import dev.midnight.table.TableBuilder;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/** The structures compared, each built from the same map and read through the same function. */
public enum Peer {
  MIDNIGHT {
    @Override
    Function<Object, Object> reader(Map<Object, Object> entries) {
      AtomicReference<Table<Object, Object>> current = new AtomicReference<>(table(entries));
      return key -> current.getAcquire().get(key);
    }
  },
  HASH_MAP {
    @Override
    Function<Object, Object> reader(Map<Object, Object> entries) {
      AtomicReference<HashMap<Object, Object>> current =
          new AtomicReference<>(new HashMap<>(entries));
      return key -> current.getAcquire().get(key);
    }
  },
  CONCURRENT_HASH_MAP {
    @Override
    Function<Object, Object> reader(Map<Object, Object> entries) {
      return new ConcurrentHashMap<>(entries)::get;
    }
  },
  CAFFEINE_UNBOUNDED {
    @Override
    Function<Object, Object> reader(Map<Object, Object> entries) {
      Cache<Object, Object> cache = Caffeine.newBuilder().build();
      cache.putAll(entries);
      return cache::getIfPresent;
    }
  },
  CAFFEINE_BOUNDED {
    @Override
    Function<Object, Object> reader(Map<Object, Object> entries) {
      Cache<Object, Object> cache = Caffeine.newBuilder().maximumSize(entries.size()).build();
      cache.putAll(entries);
      return cache::getIfPresent;
    }
  },
  MAP_COPY_OF {
    @Override
    Function<Object, Object> reader(Map<Object, Object> entries) {
      return Map.copyOf(entries)::get;
    }
  },
  MUTEX {
    @Override
    Function<Object, Object> reader(Map<Object, Object> entries) {
      return Collections.synchronizedMap(new HashMap<>(entries))::get;
    }
  },
  READ_WRITE_LOCK {
    @Override
    Function<Object, Object> reader(Map<Object, Object> entries) {
      Map<Object, Object> map = new HashMap<>(entries);
      ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
      return key -> {
        lock.readLock().lock();
        try {
          return map.get(key);
        } finally {
          lock.readLock().unlock();
        }
      };
    }
  };

  abstract Function<Object, Object> reader(Map<Object, Object> entries);

  static Table<Object, Object> table(Map<Object, Object> entries) {
    TableBuilder<Object, Object> builder =
        new TableBuilder<>(
            Table.empty(), SameValue.of(ReusePolicy.NEVER), DuplicatePolicy.FAIL);
    entries.forEach(builder::put);
    return builder.build(2).table();
  }
}
