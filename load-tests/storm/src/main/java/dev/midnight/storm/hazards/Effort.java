package dev.midnight.storm.hazards;

import java.time.Duration;

/**
 * How long to try: until the time is over, or the harm was seen often enough.
 *
 * @param enough sightings, after which nothing more is learnt
 */
record Effort(long endNanos, long enough) {

  static Effort of(Duration time, long enough) {
    return new Effort(System.nanoTime() + time.toNanos(), enough);
  }

  boolean goesOn(Toll toll) {
    return System.nanoTime() - endNanos < 0 && toll.harmed() < enough;
  }
}
