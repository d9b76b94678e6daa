package dev.midnight.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The reads of one thread, on cache lines that no other cell has a part of: fields of {@link
 * LinesBefore} lie before the counters, those of this class behind them. Fields and not an array,
 * whose bounds would be checked at each count.
 *
 * <p>Concurrency: the owner alone counts; whoever holds the monitor of {@link ReadCounts} uses
 * {@link #seen}. Opaque, so that no compiler holds a count back.
 */
@SuppressWarnings("unused")
final class ReadCell extends ReadCounters {

  private long p0;
  private long p1;
  private long p2;
  private long p3;
  private long p4;
  private long p5;
  private long p6;
  private long p7;
  private long p8;
  private long p9;
  private long p10;
  private long p11;
  private long p12;
  private long p13;
  private long p14;
  private long p15;

  ReadCell(long owner) {
    super(owner);
  }
}

/** The fields that are used, the counts by their handles alone. */
@SuppressWarnings("unused")
class ReadCounters extends LinesBefore {

  private static final VarHandle HITS;
  private static final VarHandle MISSES;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      HITS = lookup.findVarHandle(ReadCounters.class, "hits", long.class);
      MISSES = lookup.findVarHandle(ReadCounters.class, "misses", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final long owner;
  private long hits;
  private long misses;

  /** The sum at the last reading. */
  long seen;

  ReadCounters(long owner) {
    this.owner = owner;
  }

  final void count(boolean hit) {
    if (hit) {
      HITS.setOpaque(this, (long) HITS.getOpaque(this) + 1);
    } else {
      MISSES.setOpaque(this, (long) MISSES.getOpaque(this) + 1);
    }
  }

  final long hits() {
    return (long) HITS.getOpaque(this);
  }

  final long misses() {
    return (long) MISSES.getOpaque(this);
  }
}

/** Keeps what lies before a cell off its lines. */
@SuppressWarnings("unused")
class LinesBefore {

  private long q0;
  private long q1;
  private long q2;
  private long q3;
  private long q4;
  private long q5;
  private long q6;
  private long q7;
  private long q8;
  private long q9;
  private long q10;
  private long q11;
  private long q12;
  private long q13;
  private long q14;
  private long q15;
}
