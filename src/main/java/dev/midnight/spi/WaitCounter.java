package dev.midnight.spi;

import java.time.Duration;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts waits of one kind; threads that count do not wait for each other. A status taken meanwhile
 * may have seen one part of a wait that is being counted and not the other. Thread-safe.
 */
public final class WaitCounter {

  private final LongAdder count = new LongAdder();
  private final LongAdder total = new LongAdder();
  private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

  /** Starts at zero. */
  public WaitCounter() {}

  /** Counts a wait that has ended. */
  public void add(long nanos) {
    count.increment();
    total.add(nanos);
    longest.accumulate(nanos);
  }

  /** The waits so far. */
  public WaitStatus status() {
    return new WaitStatus(
        count.sum(), Duration.ofNanos(total.sum()), Duration.ofNanos(longest.get()));
  }
}
