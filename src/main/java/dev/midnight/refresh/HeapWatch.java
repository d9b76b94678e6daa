package dev.midnight.refresh;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.PreflightPolicy;
import java.util.function.LongSupplier;

/**
 * Looks at the heap while a load or a delta puts rows, every some thousand of them, so that one
 * that outgrows what was expected of it, or meets others that grow, is refused before memory runs
 * out.
 *
 * <p>Concurrency: {@link #row} is called by all threads of the load. Its counter is a plain field:
 * an increment that gets lost puts a look off a little, and nothing else.
 */
final class HeapWatch {

  static final int ROWS_BETWEEN_LOOKS = 4_096;

  private final HeapPreflight preflight;
  private final RowCost cost;
  private final LongSupplier newRows;
  private int rows;

  /** What the last collection left, and how many new rows there were when that was first seen. */
  @GuardedBy("this")
  private long live;

  @GuardedBy("this")
  private long rowsAtLive;

  @GuardedBy("this")
  private boolean warned;

  /** Whether the last collection that was asked for freed enough to make the next one worth it. */
  @GuardedBy("this")
  private boolean collectionsHelp = true;

  /**
   * @param newRows those put so far that the load will hold
   */
  HeapWatch(HeapPreflight preflight, RowCost cost, LongSupplier newRows) {
    this.preflight = preflight;
    this.cost = cost;
    this.newRows = newRows;
    this.live = preflight.heap().live();
  }

  /** Throws when the load must end. */
  void row() {
    if (preflight.policy() != PreflightPolicy.OFF && ++rows >= ROWS_BETWEEN_LOOKS) {
      rows = 0;
      look();
    }
  }

  /** Looks once more, at the rows since the last look; throws when they must not be published. */
  void end() {
    if (preflight.policy() != PreflightPolicy.OFF && newRows.getAsLong() >= ROWS_BETWEEN_LOOKS) {
      look();
    }
  }

  private synchronized void look() {
    long put = newRows.getAsLong();
    long needed = needed(put);
    if (warned || free(put) >= needed || freed(put) >= needed) {
      return;
    }
    warned = preflight.policy() == PreflightPolicy.WARN;
    String refusal = preflight.decide(outgrown(put, free(put), needed));
    if (refusal != null) {
      throw new HeapRefusedException(refusal);
    }
  }

  private long needed(long put) {
    return preflight.reserve() + cost.toBuild(put);
  }

  /**
   * What is free after a collection. The JVM is near one anyhow, and what is dead must not cost the
   * night. Each must free as much as is needed once more, so that they stay few.
   */
  @GuardedBy("this")
  private long freed(long put) {
    if (collectionsHelp && preflight.policy() == PreflightPolicy.REFUSE) {
      preflight.heap().collect();
      collectionsHelp = free(put) >= 2 * needed(put);
    }
    return free(put);
  }

  /** By the last collection, less what came since: the next may find no room any more. */
  @GuardedBy("this")
  private long free(long put) {
    long now = preflight.heap().live();
    if (now != live) {
      live = now;
      rowsAtLive = put;
    }
    long since = (put - rowsAtLive) * cost.bytesPerRow();
    return Math.max(0, preflight.heap().most() - live - since);
  }

  private String outgrown(long put, long free, long needed) {
    return "%s, and %s of %s of heap are free where %s are needed to go on"
        .formatted(
            cost.came(put),
            HeapNeed.mebibytes(free),
            HeapNeed.mebibytes(preflight.heap().most()),
            HeapNeed.mebibytes(needed));
  }
}
