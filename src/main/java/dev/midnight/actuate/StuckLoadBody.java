package dev.midnight.actuate;

import dev.midnight.spi.StuckLoad;
import java.util.List;

/** A cancelled load whose thread has not ended, and where it is now, innermost frame first. */
record StuckLoadBody(long cycle, String thread, String cancelledAt, List<String> stack) {

  static StuckLoadBody of(StuckLoad load) {
    return new StuckLoadBody(
        load.cycle(), load.thread(), IsoText.of(load.cancelledAt()), load.stack());
  }
}
