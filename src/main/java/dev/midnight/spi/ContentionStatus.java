package dev.midnight.spi;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Who waited for whom, counted since the start of the cache.
 *
 * @param free acquisitions of a shard's lock by writers that found it free
 * @param contended acquisitions that waited
 * @param waited the sum of all waits for a shard's lock
 * @param imbalance lock acquisitions of the busiest shard divided by the mean of all, 1 at best; 0
 *     before any
 * @param waits by what was waited for; each kind is there
 */
public record ContentionStatus(
    long free, long contended, Duration waited, double imbalance, Map<Waiting, WaitStatus> waits) {

  /** Nobody waited for anybody. */
  public static final ContentionStatus NONE =
      new ContentionStatus(0, 0, Duration.ZERO, 0, Map.of());

  public ContentionStatus {
    Map<Waiting, WaitStatus> all = new EnumMap<>(Waiting.class);
    for (Waiting kind : Waiting.values()) {
      all.put(kind, waits.getOrDefault(kind, WaitStatus.NONE));
    }
    waits = Collections.unmodifiableMap(all);
  }

  /** The same, and what is known of one more kind of waits. */
  public ContentionStatus with(Waiting kind, WaitStatus status) {
    Map<Waiting, WaitStatus> more = new EnumMap<>(waits);
    more.put(kind, status);
    return new ContentionStatus(free, contended, waited, imbalance, more);
  }
}
