package dev.midnight.write;

import dev.midnight.spi.CacheEvents;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events of one cache's write path: a listener that fails is logged and stops no write. */
final class Notices {

  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

  private final String cache;
  private final CacheEvents events;

  Notices(String cache, CacheEvents events) {
    this.cache = cache;
    this.events = events;
  }

  void shardLockWaited(long nanos) {
    quietly(() -> events.shardLockWaited(cache, Duration.ofNanos(nanos)));
  }

  void throttled(long nanos) {
    quietly(() -> events.writeThrottled(cache, Duration.ofNanos(nanos)));
  }

  void visible(long nanos) {
    quietly(() -> events.writeVisible(cache, Duration.ofNanos(nanos)));
  }

  void drained(int writes, long nanos) {
    quietly(() -> events.drained(cache, writes, Duration.ofNanos(nanos)));
  }

  private void quietly(Runnable event) {
    try {
      event.run();
    } catch (RuntimeException failure) {
      LOG.warn("Cache '{}': a listener of write events failed.", cache, failure);
    }
  }
}
