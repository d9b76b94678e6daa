package dev.midnight.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Times what becomes of generations beside the cache that built them. */
record StoreMeters(Timer saved, Timer failed, Timer propagation, Counter pushed, Counter polled) {

  static StoreMeters register(String cache, MeterRegistry registry) {
    return new StoreMeters(
        save(cache, "saved", registry),
        save(cache, "failed", registry),
        Timer.builder("midnight.propagation")
            .description("Generations built elsewhere until readers here see them")
            .tag("cache", cache)
            .register(registry),
        announcements(cache, "push", registry),
        announcements(cache, "poll", registry));
  }

  private static Timer save(String cache, String outcome, MeterRegistry registry) {
    return Timer.builder("midnight.store.save")
        .description("Generations saved to the store")
        .tags("cache", cache, "outcome", outcome)
        .register(registry);
  }

  private static Counter announcements(String cache, String channel, MeterRegistry registry) {
    return Counter.builder("midnight.announcements")
        .description("Announcements of generations built elsewhere")
        .tags("cache", cache, "channel", channel)
        .register(registry);
  }

  void saved(boolean well, Duration duration) {
    (well ? saved : failed).record(duration);
  }

  void announced(boolean byPush) {
    (byPush ? pushed : polled).increment();
  }
}
