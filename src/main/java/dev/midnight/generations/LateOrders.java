package dev.midnight.generations;

import dev.midnight.Snapshot;
import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.CacheStatus.Pause;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what was ordered before a restart and could not be obeyed from its start on. */
final class LateOrders {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.generations");

  private final String cache;

  LateOrders(String cache) {
    this.cache = cache;
  }

  void inForce(
      CacheMemory.@Nullable Pin pin, @Nullable Pause pause, @Nullable Snapshot<?, ?> current) {
    if (pause != null) {
      log.atWarn()
          .addKeyValue("cache", cache)
          .log(
              "Cache '{}': it was paused before the restart, which its store could not tell at the start. It is paused"
                  + " again from now on",
              cache);
    }
    if (pin != null) {
      long served = current == null ? 0 : current.generation();
      log.atWarn()
          .addKeyValue("cache", cache)
          .addKeyValue("pinned", pin.generation())
          .addKeyValue("generation", served)
          .log(
              "Cache '{}': it was pinned to generation {} before the restart, which its store could not tell at the"
                  + " start. It is pinned again from now on, at generation {}, which was loaded meanwhile. Roll back to"
                  + " {} for its content, or unpin",
              cache,
              pin.generation(),
              served,
              pin.generation());
    }
  }
}
