package dev.midnight.spi;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.slf4j.event.Level;

/**
 * How often the same trouble has come in a row. It is worth a WARN the first, second, fourth,
 * eighth … time, and a line at DEBUG between. Thread-safe.
 */
public final class Repeats {

  @GuardedBy("this")
  private String last = "";

  @GuardedBy("this")
  private int times;

  /** One more of it; says how many that makes. */
  public synchronized int count(String trouble) {
    times = trouble.equals(last) ? times + 1 : 1;
    last = trouble;
    return times;
  }

  /** What comes next is the first again; says whether there was any trouble before. */
  @CanIgnoreReturnValue
  public synchronized boolean end() {
    boolean any = !last.isEmpty();
    last = "";
    return any;
  }

  /** The level of that many in a row. */
  public static Level level(int times) {
    return Integer.bitCount(times) == 1 ? Level.WARN : Level.DEBUG;
  }

  /** For the end of a sentence. */
  public static String words(int times) {
    return times == 1 ? "" : ", for the %dth time in a row".formatted(times);
  }
}
