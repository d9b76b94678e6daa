package dev.midnight.write;

import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.ThrowLog;
import dev.midnight.spi.WaitCounter;
import dev.midnight.spi.WaitStatus;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events of one cache's write path: a listener that fails is logged and stops no write. */
final class Notices {

  private static final Logger LOG = LoggerFactory.getLogger("dev.midnight.write");

  private final String cache;
  private final CacheEvents events;
  private final ThrowLog thrown =
      new ThrowLog(LOG, "a receiver of write events threw; the write goes on");
  private final WaitCounter room = new WaitCounter();

  Notices(String cache, CacheEvents events) {
    this.cache = cache;
    this.events = events;
  }

  void shardLockWaited(long nanos) {
    quietly(() -> events.shardLockWaited(cache, Duration.ofNanos(nanos)));
  }

  /** With 0 for a writer that was turned away without a wait. */
  void throttled(long nanos) {
    if (nanos > 0) {
      room.add(nanos);
    }
    quietly(() -> events.writeThrottled(cache, Duration.ofNanos(nanos)));
  }

  /** The writers that waited for room. */
  WaitStatus room() {
    return room.status();
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
      thrown.threw(cache, failure);
    }
  }
}
