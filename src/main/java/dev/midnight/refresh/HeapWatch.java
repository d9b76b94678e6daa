package dev.midnight.refresh;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.PreflightPolicy;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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

  /** The newest full collection, and how many new rows there were when it was first seen. */
  @GuardedBy("this")
  private Heap.@Nullable Collected full;

  @GuardedBy("this")
  private long rowsAtFull;

  /** Whether the newest full collection came while this load ran. */
  @GuardedBy("this")
  private boolean fullMeanwhile;

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
    this.full = preflight.heap().lastFull();
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
    noteFull(put);
    if (warned || free(put) >= needed) {
      return;
    }
    warned = preflight.policy() == PreflightPolicy.WARN;
    if (!warned && helped(put)) {
      return;
    }
    String refusal = preflight.decide(outgrown(put, warned ? free(put) : certain(put), needed));
    if (refusal != null) {
      throw new HeapRefusedException(refusal);
    }
  }

  private long needed(long put) {
    return preflight.reserve() + cost.toBuild(put);
  }

  /**
   * Whether the load may go on after all: a collection beside the application freed enough, or, in
   * a JVM that has none such, it is not certain yet that too little is free. Ours must not stop
   * readers for certainty. The JVM looks at everything before it gives up, and then it is certain.
   */
  @GuardedBy("this")
  private boolean helped(long put) {
    if (collectionsHelp && preflight.heap().collect()) {
      noteFull(put);
      collectionsHelp = free(put) >= 2 * needed(put); // so that they stay few
      return free(put) >= needed(put);
    }
    return collectionsHelp && certain(put) >= needed(put);
  }

  @GuardedBy("this")
  private void noteFull(long put) {
    Heap.Collected now = preflight.heap().lastFull();
    if (now != null && !now.equals(full)) {
      full = now;
      rowsAtFull = put;
      fullMeanwhile = true;
    }
  }

  /** At most so much is free, as a full collection since the load began has shown. */
  @GuardedBy("this")
  private long certain(long put) {
    Heap.Collected last = full;
    if (last == null || !fullMeanwhile) {
      return collectionsHelp ? preflight.heap().most() : free(put);
    }
    return Math.max(0, preflight.heap().most() - last.live() - bytes(put - rowsAtFull));
  }

  /** By the last collection, less what came since: the next may find no room any more. */
  @GuardedBy("this")
  private long free(long put) {
    long now = preflight.heap().live();
    if (now != live) {
      live = now;
      rowsAtLive = put;
    }
    return Math.max(0, preflight.heap().most() - live - bytes(put - rowsAtLive));
  }

  private long bytes(long rows) {
    return rows * cost.bytesPerRow();
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
