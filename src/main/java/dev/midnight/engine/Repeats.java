package dev.midnight.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.slf4j.event.Level;

/**
 * How often the same trouble has come in a row. It is worth a WARN the first, second, fourth,
 * eighth … time, and a line at DEBUG between. Thread-safe.
 */
final class Repeats {

  @GuardedBy("this")
  private String last = "";

  @GuardedBy("this")
  private int times;

  /** One more of it; says how many that makes. */
  synchronized int count(String trouble) {
    times = trouble.equals(last) ? times + 1 : 1;
    last = trouble;
    return times;
  }

  /** What comes next is the first again. */
  synchronized void end() {
    last = "";
  }

  static Level level(int times) {
    return Integer.bitCount(times) == 1 ? Level.WARN : Level.DEBUG;
  }

  /** For the end of a sentence. */
  static String words(int times) {
    return times == 1 ? "" : ", for the %dth time in a row".formatted(times);
  }
}
