package dev.midnight.write;

import dev.midnight.publish.WriteBatch;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes that left the buffer together, and the futures of their callers.
 *
 * <p>Concurrency: several threads may complete the futures of one batch; each future is claimed by
 * one of them through the cursor. A callback that blocks holds up its own thread and no other
 * future, as long as another thread comes to claim the rest: see {@link Callbacks}.
 */
final class PendingBatch<K, V> implements WriteBatch<K, V>, Completion {

  private final MergedEntries<K, V> entries;
  private final int writes;
  private final long oldest;
  private final BatchEnd<K, V> end;
  private final AtomicReference<@Nullable PendingWrite> cursor;

  /** Why readers will never see these writes; set before the futures are completed. */
  private volatile @Nullable RuntimeException failure;

  /** Where the cursor was when the drainer last looked. Used by the drainer only. */
  private @Nullable PendingWrite seen;

  PendingBatch(BatchBuilder<K, V> gathered, BatchEnd<K, V> end) {
    this.entries = gathered.entries();
    this.writes = gathered.writes();
    this.oldest = gathered.oldest();
    this.cursor = new AtomicReference<>(gathered.first());
    this.end = end;
  }

  @Override
  public Map<K, @Nullable V> entries() {
    return entries;
  }

  /** The accepted writes, those merged into others included. */
  int writes() {
    return writes;
  }

  long oldest() {
    return oldest;
  }

  /** The futures that nobody has claimed. Called before they are completed. */
  int futures() {
    int count = 0;
    for (PendingWrite next = cursor.get(); next != null; next = next.next) {
      count++;
    }
    return count;
  }

  @Override
  public void visible() {
    end.visible(this);
  }

  @Override
  public void abandoned() {
    end.abandoned(this);
  }

  void fail(RuntimeException reason) {
    failure = reason;
  }

  @Override
  public boolean allClaimed() {
    return cursor.get() == null;
  }

  @Override
  public boolean stuck() {
    PendingWrite now = cursor.get();
    boolean stuck = now != null && now == seen;
    seen = now;
    return stuck;
  }

  @Override
  public void run() {
    RuntimeException reason = failure;
    for (PendingWrite next = claim(); next != null; next = claim()) {
      if (reason == null) {
        next.complete(null);
      } else {
        next.completeExceptionally(reason);
      }
    }
  }

  private @Nullable PendingWrite claim() {
    PendingWrite head = cursor.get();
    while (head != null && !cursor.compareAndSet(head, head.next)) {
      head = cursor.get();
    }
    if (head != null) {
      head.next = null;
    }
    return head;
  }

  /** What becomes of a batch. */
  interface BatchEnd<K, V> {

    void visible(PendingBatch<K, V> batch);

    void abandoned(PendingBatch<K, V> batch);
  }
}
