package dev.midnight.engine;

import dev.midnight.spi.PlainFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What is said of something that throws, perhaps at every event: its stack the first time, then no
 * more than {@link Repeats} allows. Thread-safe.
 */
final class ThrowLog {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.engine");

  private final String what;
  private final Repeats repeats = new Repeats();

  /** A sentence without its end: who threw, and what becomes of it. */
  ThrowLog(String what) {
    this.what = what;
  }

  void threw(String cache, Throwable failure) {
    String type = failure.getClass().getName();
    int times = repeats.count(type);
    LoggingEventBuilder line =
        log.atLevel(Repeats.level(times))
            .addKeyValue("cache", cache)
            .addKeyValue("failure", type)
            .addKeyValue("times", times);
    (times == 1 ? line.setCause(PlainFailure.of(failure)) : line)
        .log("Cache '{}': {}{}", cache, what, times == 1 ? "" : repeated(type, times));
  }

  private static String repeated(String type, int times) {
    return ". It was a " + type + Repeats.words(times);
  }
}
