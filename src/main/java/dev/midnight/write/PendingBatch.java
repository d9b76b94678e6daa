package dev.midnight.write;

import dev.midnight.publish.WriteBatch;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes that left the buffer together, and the futures of their callers. */
final class PendingBatch<K, V> implements WriteBatch<K, V> {

  private final MergedEntries<K, V> entries;
  private final long writes;
  private final long oldest;
  private final PendingFutures futures;
  private final BatchEnd<K, V> end;

  PendingBatch(BatchBuilder<K, V> gathered, PendingFutures futures, BatchEnd<K, V> end) {
    this.entries = gathered.entries();
    this.writes = gathered.writes();
    this.oldest = gathered.oldest();
    this.futures = futures;
    this.end = end;
  }

  @Override
  public Map<K, @Nullable V> entries() {
    return entries;
  }

  /**
   * The accepted writes, those merged into others included; one that is merged while the cut is
   * made may be counted with the next.
   */
  long writes() {
    return writes;
  }

  long oldest() {
    return oldest;
  }

  PendingFutures futures() {
    return futures;
  }

  @Override
  public void visible() {
    end.visible(this);
  }

  @Override
  public void abandoned() {
    end.abandoned(this);
  }

  /** What becomes of a batch. */
  interface BatchEnd<K, V> {

    void visible(PendingBatch<K, V> batch);

    void abandoned(PendingBatch<K, V> batch);
  }
}
