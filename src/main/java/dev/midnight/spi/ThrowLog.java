package dev.midnight.spi;

import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What is said of something that throws, perhaps at every event: its stack the first time, then no
 * more than {@link Repeats} allows. Thread-safe.
 */
public final class ThrowLog {

  private final Logger log;
  private final String what;
  private final Repeats repeats = new Repeats();

  /**
   * @param what a sentence without its end: who threw, and what becomes of it
   */
  public ThrowLog(Logger log, String what) {
    this.log = log;
    this.what = what;
  }

  /** One more of them; secrets in its messages are masked. */
  public void threw(String cache, Throwable failure) {
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

  /** What comes next is the first again; says whether anything threw since the last time. */
  public boolean ended() {
    return repeats.end();
  }

  private static String repeated(String type, int times) {
    return ". It was a " + type + Repeats.words(times);
  }
}
