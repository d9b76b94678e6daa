package dev.midnight.engine;

import dev.midnight.spi.ReadStatus;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How many reads found their key, counted at the cost of an addition in memory that no other thread
 * writes.
 *
 * <p>Concurrency: each cell belongs to one thread for good, by its number, and is written by that
 * thread alone, so that plain additions lose nothing and no reader waits for a cache line. A thread
 * whose place is taken counts in a common, slower adder. A cell that did not change between two
 * readings is put aside: its count is kept, its place is free for another thread. An owner that is
 * adding at that very moment may lose that one count, never more; no total ever goes down.
 */
final class ReadCounts {

  /** A power of two. Most servers read with fewer threads, whose numbers follow each other. */
  private static final int PLACES = 256;

  private final AtomicReferenceArray<@Nullable ReadCell> cells = new AtomicReferenceArray<>(PLACES);
  private final LongAdder otherHits = new LongAdder();
  private final LongAdder otherMisses = new LongAdder();

  void count(boolean hit) {
    long thread = Thread.currentThread().getId();
    ReadCell cell = cells.getOpaque((int) thread & (PLACES - 1));
    if (cell != null && cell.owner == thread) {
      cell.count(hit);
    } else {
      countElsewhere(cell, thread, hit);
    }
  }

  private void countElsewhere(@Nullable ReadCell taken, long thread, boolean hit) {
    if (taken == null) {
      ReadCell fresh = new ReadCell(thread);
      fresh.count(hit);
      if (cells.compareAndSet((int) thread & (PLACES - 1), null, fresh)) {
        return;
      }
    }
    (hit ? otherHits : otherMisses).increment();
  }

  /** The totals. Frees the places of threads that read no more, too. */
  synchronized ReadStatus read() {
    long hits = 0;
    long misses = 0;
    for (int place = 0; place < PLACES; place++) {
      ReadCell cell = cells.get(place);
      if (cell != null && !retire(place, cell)) {
        hits += cell.hits();
        misses += cell.misses();
      }
    }
    return new ReadStatus(hits + otherHits.sum(), misses + otherMisses.sum());
  }

  private boolean retire(int place, ReadCell cell) {
    long sum = cell.hits() + cell.misses();
    if (cell.seen != sum) {
      cell.seen = sum;
      return false;
    }
    cells.set(place, null);
    otherHits.add(cell.hits());
    otherMisses.add(cell.misses());
    return true;
  }
}
