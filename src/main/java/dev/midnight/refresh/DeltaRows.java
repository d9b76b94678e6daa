package dev.midnight.refresh;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.CycleEndedException;
import dev.midnight.DeltaWriter;
import dev.midnight.Snapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one delta told so far: the last row of each key, null being a removal. It remembers the
 * first row that it had to refuse: a loader that swallows the exception has still lost a row.
 */
final class DeltaRows<K, V> implements DeltaWriter<K, V> {

  private final String cache;
  private final long cycle;
  private final CycleControl control;
  private final @Nullable Snapshot<K, V> previous;
  private final RowPacer pacer;
  private final HeapWatch heap;

  @GuardedBy("this")
  private final Map<K, @Nullable V> rows = new HashMap<>();

  @GuardedBy("this")
  private boolean ended;

  private volatile long told;
  private volatile @Nullable Throwable refusal;

  DeltaRows(
      Replica<K, V> replica, long cycle, CycleControl control, @Nullable Snapshot<K, V> previous) {
    this.cache = replica.cache();
    this.cycle = cycle;
    this.control = control;
    this.previous = previous;
    this.pacer = new RowPacer(replica.rules().rowsPerSecond());
    this.heap =
        new HeapWatch(
            replica.rules().preflight(),
            new DeltaCost(replica.publisher().table()),
            this::distinct);
  }

  @Override
  public void put(K key, V value) {
    take(key, () -> Objects.requireNonNull(value, "the value of a delta's row; see remove(key)"));
  }

  @Override
  public void remove(K key) {
    take(key, () -> null);
  }

  private interface Row<V> {
    @Nullable V value();
  }

  private void take(K key, Row<V> row) {
    pacer.row();
    synchronized (this) {
      if (ended || !control.open()) {
        throw new CycleEndedException(
            cache, cycle, control.cancelled() ? "was cancelled" : "has ended");
      }
      try {
        heap.row();
        rows.put(Objects.requireNonNull(key, "the key of a delta's row"), row.value());
        told = told + 1;
      } catch (RuntimeException | Error e) {
        refusal = refusal == null ? e : refusal;
        throw e;
      }
    }
  }

  @Override
  public @Nullable Snapshot<K, V> previous() {
    return previous;
  }

  /** Refuses from now on. */
  synchronized void end() {
    ended = true;
  }

  /** The rows; nothing changes them any more after {@link #end}. */
  synchronized Map<K, @Nullable V> byKey() {
    return rows;
  }

  private synchronized long distinct() {
    return rows.size();
  }

  /** Looks at the heap a last time; see {@link #heapRefusal}. */
  void complete() {
    try {
      heap.end();
    } catch (HeapRefusedException e) {
      refusal = refusal == null ? e : refusal;
    }
  }

  /** Why there is not enough heap for them, or null. */
  @Nullable String heapRefusal() {
    return refusal instanceof HeapRefusedException refused ? refused.getMessage() : null;
  }

  /** How many were told, several of one key included. */
  long told() {
    return told;
  }

  /** What the first refused row was refused with, or null. */
  @Nullable Throwable refusal() {
    return refusal;
  }
}
