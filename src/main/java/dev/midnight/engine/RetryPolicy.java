package dev.midnight.engine;

import java.time.Duration;

/**
 * How long to wait before a cycle that failed is tried again: twice as long each time, within a
 * limit, and of that a random part between a half and the whole, so that instances whose common
 * source has failed do not come back to it all at once. Immutable.
 *
 * @param initialDelay before the first further try; 0 means that there is none
 */
record RetryPolicy(Duration initialDelay, Duration maxDelay) {

  static final RetryPolicy NEVER = new RetryPolicy(Duration.ZERO, Duration.ZERO);

  /** Beyond it nothing grows any more: 2<sup>40</sup> ms are decades. */
  private static final int MOST_DOUBLINGS = 40;

  boolean never() {
    return initialDelay.isZero();
  }

  /**
   * The delay after so many failures in a row.
   *
   * @param failures 1 or more
   * @param random from 0 to 1
   */
  Duration delay(int failures, double random) {
    double grown = initialDelay.toMillis() * Math.pow(2, Math.min(failures - 1, MOST_DOUBLINGS));
    double longest = Math.max(initialDelay.toMillis(), maxDelay.toMillis());
    return Duration.ofMillis((long) (Math.min(grown, longest) * (0.5 + random / 2)));
  }
}
