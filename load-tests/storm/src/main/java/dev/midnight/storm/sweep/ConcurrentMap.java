package dev.midnight.storm.sweep;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The concurrent map of the JDK. */
final class ConcurrentMap implements SharedMap {

  private final Map<Long, Long> map = new ConcurrentHashMap<>();

  @Override
  public @Nullable Long get(Long key) {
    return map.get(key);
  }

  @Override
  public void put(Long key, Long value) {
    map.put(key, value);
  }
}
