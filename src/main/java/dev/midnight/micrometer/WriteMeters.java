package dev.midnight.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Times the online writes of a cache. */
record WriteMeters(Timer throttle, Timer drain, Timer visible, Timer lockWait) {

  static WriteMeters register(String cache, MeterRegistry registry) {
    return new WriteMeters(
        timer(cache, "midnight.write.throttle", "Writers waiting for room in the buffer", registry),
        timer(cache, "midnight.write.drain", "Merges of buffered writes into a version", registry),
        timer(cache, "midnight.write.visible", "Accepted writes until readers see them", registry),
        timer(cache, "midnight.shard.lock.wait", "Writers waiting for a shard's lock", registry));
  }

  private static Timer timer(
      String cache, String name, String description, MeterRegistry registry) {
    return Timer.builder(name).description(description).tag("cache", cache).register(registry);
  }
}
