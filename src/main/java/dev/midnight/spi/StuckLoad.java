package dev.midnight.spi;

import java.time.Instant;
import java.util.List;

/**
 * The thread of a cancelled load that has not ended.
 *
 * @param stack its stack now, innermost frame first
 */
public record StuckLoad(long cycle, String thread, Instant cancelledAt, List<String> stack) {

  public StuckLoad {
    stack = List.copyOf(stack);
  }
}
