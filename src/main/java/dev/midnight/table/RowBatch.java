package dev.midnight.table;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one thread until so many are together that it pays to look for them in the previous
 * table at once: few enough that rows which equal yesterday's die young.
 *
 * <p>Concurrency: the owner adds; whoever builds the table closes. Both hold this object's lock,
 * which nobody else wants until the load ends. What {@link #add} returns belongs to the owner until
 * it adds the next row; two lists take turns.
 */
final class RowBatch {

  static final int ROWS = 128;

  /** The owner's. */
  final Comparison comparison;

  @GuardedBy("this")
  private Rows filling = new Rows(ROWS);

  @GuardedBy("this")
  private Rows spare = new Rows(ROWS);

  @GuardedBy("this")
  private boolean closed;

  RowBatch(Comparison comparison) {
    this.comparison = comparison;
  }

  /** Adds a row; returns all rows where the batch is full, else null. */
  synchronized @Nullable Rows add(long mixed, Object key, Object value) {
    if (closed) {
      throw late();
    }
    filling.add(mixed, key, value);
    if (filling.count < ROWS) {
      return null;
    }
    Rows full = filling;
    filling = spare;
    spare = full;
    return full;
  }

  synchronized int count() {
    return filling.count;
  }

  /** Hands over the rows that are left; no row can be added from now on. */
  synchronized Rows close() {
    closed = true;
    return filling;
  }

  static IllegalStateException late() {
    return new IllegalStateException(
        "The load is over: its table was built, and this row would be lost, so it is refused."
            + " Put all rows before the loader returns.");
  }
}
