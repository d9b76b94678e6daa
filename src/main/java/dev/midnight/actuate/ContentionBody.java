package dev.midnight.actuate;

import dev.midnight.spi.ContentionStatus;

/** How much writers waited for each other since the start of the cache. */
record ContentionBody(long free, long contended, String waited, double imbalance) {

  static ContentionBody of(ContentionStatus contention) {
    return new ContentionBody(
        contention.free(),
        contention.contended(),
        IsoText.of(contention.waited()),
        contention.imbalance());
  }
}
