package dev.midnight.refresh;

import dev.midnight.CycleEndedException;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotWriter;
import dev.midnight.table.TableBuilder;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The writer of one load attempt. It remembers the first row that it had to refuse: a loader that
 * swallows the exception has still lost a row, so its load fails.
 */
final class CycleWriter<K, V> implements SnapshotWriter<K, V> {

  private final String cache;
  private final long cycle;
  private final CycleControl control;
  private final TableBuilder<K, V> builder;
  private final @Nullable Snapshot<K, V> previous;
  private final RowPacer pacer;
  private final HeapWatch heap;
  private final AtomicReference<@Nullable Throwable> refusal = new AtomicReference<>();
  private volatile boolean ended;

  CycleWriter(
      String cache,
      long cycle,
      CycleControl control,
      TableBuilder<K, V> builder,
      @Nullable Snapshot<K, V> previous,
      RowPacer pacer,
      HeapWatch heap) {
    this.cache = cache;
    this.cycle = cycle;
    this.control = control;
    this.builder = builder;
    this.previous = previous;
    this.pacer = pacer;
    this.heap = heap;
  }

  @Override
  public void put(K key, V value) {
    if (ended || !control.open()) {
      throw new CycleEndedException(
          cache, cycle, control.cancelled() ? "was cancelled" : "has ended");
    }
    try {
      pacer.row();
      heap.row();
      builder.put(key, value);
    } catch (RuntimeException | Error e) {
      refusal.compareAndSet(null, e);
      throw e;
    }
  }

  @Override
  public @Nullable Snapshot<K, V> previous() {
    return previous;
  }

  /** Refuses from now on. */
  void end() {
    ended = true;
  }

  /** What the first refused row was refused with, or null. */
  @Nullable Throwable refusal() {
    return refusal.get();
  }
}
