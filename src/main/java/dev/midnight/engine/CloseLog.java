package dev.midnight.engine;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a cache that could not close cleanly says. */
final class CloseLog {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.engine");

  private CloseLog() {}

  static void stillRunning(String cache, Duration timeout) {
    log.atWarn()
        .addKeyValue("cache", cache)
        .log(
            "Cache '{}': its refresh did not end within {} of being cancelled. It is abandoned on a"
                + " daemon thread and can publish nothing",
            cache,
            timeout);
  }

  static void writesLost(String cache, int writes) {
    log.atWarn()
        .addKeyValue("cache", cache)
        .log(
            "Cache '{}': closed with {} writes that no reader will see; their futures have failed."
                + " The source still has them if it was written first",
            cache,
            writes);
  }
}
