package dev.midnight.engine;

import dev.midnight.spi.ReadStatus;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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

  /** Where things are in a cell; so far from its ends that no other cell shares the line. */
  private static final int OWNER = 16;

  private static final int HITS = 17;
  private static final int MISSES = 18;
  private static final int SEEN = 19;
  private static final int LENGTH = 36;

  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  private final AtomicReferenceArray<long @Nullable []> cells = new AtomicReferenceArray<>(PLACES);
  private final LongAdder otherHits = new LongAdder();
  private final LongAdder otherMisses = new LongAdder();

  void count(boolean hit) {
    long thread = Thread.currentThread().getId();
    long[] cell = cells.getOpaque((int) thread & (PLACES - 1));
    if (cell != null && cell[OWNER] == thread) {
      add(cell, hit ? HITS : MISSES);
    } else {
      countElsewhere(cell, thread, hit);
    }
  }

  private static void add(long[] cell, int counter) {
    CELL.setOpaque(cell, counter, (long) CELL.getOpaque(cell, counter) + 1);
  }

  private void countElsewhere(long @Nullable [] taken, long thread, boolean hit) {
    if (taken == null) {
      long[] fresh = new long[LENGTH];
      fresh[OWNER] = thread;
      fresh[hit ? HITS : MISSES] = 1;
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
      long[] cell = cells.get(place);
      if (cell != null && !retire(place, cell)) {
        hits += (long) CELL.getOpaque(cell, HITS);
        misses += (long) CELL.getOpaque(cell, MISSES);
      }
    }
    return new ReadStatus(hits + otherHits.sum(), misses + otherMisses.sum());
  }

  private boolean retire(int place, long[] cell) {
    long hits = (long) CELL.getOpaque(cell, HITS);
    long misses = (long) CELL.getOpaque(cell, MISSES);
    if (cell[SEEN] != hits + misses) {
      cell[SEEN] = hits + misses;
      return false;
    }
    cells.set(place, null);
    otherHits.add((long) CELL.getOpaque(cell, HITS));
    otherMisses.add((long) CELL.getOpaque(cell, MISSES));
    return true;
  }
}
