package dev.midnight.advice;

/**
 * A border that whoever is over it must come back from by some way, so that advice does not
 * flicker.
 */
record Border(boolean standing) {

  boolean above(double figure, double border) {
    return figure > (standing ? border * Thresholds.STAY : border);
  }

  boolean below(double figure, double border) {
    return figure < (standing ? border / Thresholds.STAY : border);
  }
}
