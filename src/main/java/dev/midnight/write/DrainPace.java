package dev.midnight.write;

import java.time.Duration;

/**
 * The rule for the time between two drains: the interval asked for, but never less than ten times
 * what a drain costs, so that drains take a tenth of a core at most; after failures twice as long
 * each time, up to a second. Used by the drainer's thread only; times by {@link System#nanoTime},
 * costs in processor time: a drain that only waited for a processor was not expensive.
 */
final class DrainPace {

  private static final int COST_FACTOR = 10;
  private static final int SMOOTHING = 4;
  private static final long FIRST_PAUSE = Duration.ofMillis(1).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofSeconds(1).toNanos();

  private final long interval;
  private long begun;
  private boolean any;
  private long cost;
  private long pause;

  DrainPace(Duration interval) {
    this.interval = interval.toNanos();
  }

  /**
   * The nanoseconds until the next drain may begin.
   *
   * @param hurried whether writers wait for room: then only the cost counts
   */
  long remaining(long now, boolean hurried) {
    if (!any) {
      return 0;
    }
    long gap = Math.max(hurried ? 0 : interval, cost * COST_FACTOR);
    return begun + Math.max(gap, pause) - now;
  }

  /** Takes note of a drain that began then and used so many nanoseconds of a processor. */
  void succeeded(long start, long used) {
    cost = any ? cost + (used - cost) / SMOOTHING : used;
    begin(start);
    pause = 0;
  }

  void failed(long start) {
    begin(start);
    pause = pause == 0 ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, pause * 2);
  }

  private void begin(long start) {
    begun = start;
    any = true;
  }
}
