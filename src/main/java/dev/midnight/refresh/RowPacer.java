package dev.midnight.refresh;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Slows a load down to so many rows a second. Each row takes the next slot of an even timetable,
 * and waits where its slot is more than a millisecond away.
 */
final class RowPacer {

  private static final long TOO_SHORT_TO_PARK = 1_000_000;

  /** How far rows may lag behind the timetable and still catch up: oversleeping is made good. */
  private static final long LONGEST_LAG = 100_000_000;

  private final long nanosPerRow;
  private final AtomicLong nextSlot = new AtomicLong(System.nanoTime());

  /** Of so many rows a second; 0 means unlimited. */
  RowPacer(long rowsPerSecond) {
    this.nanosPerRow = rowsPerSecond == 0 ? 0 : Math.max(1, 1_000_000_000 / rowsPerSecond);
  }

  /** Slots that nobody took are lost, but for those of the last moment. */
  long takeSlot(long now) {
    long earliest = now - LONGEST_LAG;
    long taken =
        nextSlot.getAndUpdate(next -> (next - earliest < 0 ? earliest : next) + nanosPerRow);
    return taken - earliest < 0 ? earliest : taken;
  }

  void row() {
    if (nanosPerRow == 0) {
      return;
    }
    long slot = takeSlot(System.nanoTime());
    long wait = slot - System.nanoTime();
    while (wait > TOO_SHORT_TO_PARK && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(wait);
      wait = slot - System.nanoTime();
    }
  }
}
