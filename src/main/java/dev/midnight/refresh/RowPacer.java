package dev.midnight.refresh;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Slows a load down to so many rows a second. Each row takes the next slot of an even timetable,
 * and waits where its slot is more than a millisecond away.
 */
final class RowPacer {

  private static final long TOO_SHORT_TO_PARK = 1_000_000;

  private final long nanosPerRow;
  private final AtomicLong nextSlot = new AtomicLong(System.nanoTime());

  /** Of so many rows a second; 0 means unlimited. */
  RowPacer(long rowsPerSecond) {
    this.nanosPerRow = rowsPerSecond == 0 ? 0 : Math.max(1, 1_000_000_000 / rowsPerSecond);
  }

  void row() {
    if (nanosPerRow == 0) {
      return;
    }
    long slot = nextSlot.getAndAdd(nanosPerRow);
    long wait = slot - System.nanoTime();
    while (wait > TOO_SHORT_TO_PARK && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(wait);
      wait = slot - System.nanoTime();
    }
  }
}
