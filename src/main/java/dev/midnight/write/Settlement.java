package dev.midnight.write;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The end of every batch: its keys give their places back and its futures are completed. */
final class Settlement<K, V> implements PendingBatch.BatchEnd<K, V> {

  private final Room room;
  private final Callbacks callbacks;
  private final Rejections rejections;
  private final Notices notices;
  private final LongAdder visible = new LongAdder();
  private final AtomicInteger abandoned = new AtomicInteger();

  Settlement(Room room, Callbacks callbacks, Rejections rejections, Notices notices) {
    this.room = room;
    this.callbacks = callbacks;
    this.rejections = rejections;
    this.notices = notices;
  }

  @Override
  public void visible(PendingBatch<K, V> batch) {
    room.giveBack(batch.entries().size());
    visible.add(batch.writes());
    batch.futures().settle(null);
    callbacks.complete(batch.futures());
    notices.visible(System.nanoTime() - batch.oldest());
  }

  @Override
  public void abandoned(PendingBatch<K, V> batch) {
    room.giveBack(batch.entries().size());
    batch.futures().settle(rejections.abandoned());
    abandoned.addAndGet(batch.futures().count());
    callbacks.complete(batch.futures());
  }

  /** The writes that became visible so far. */
  long visible() {
    return visible.sum();
  }

  /** The futures that were failed because the cache ended. */
  int abandoned() {
    return abandoned.get();
  }
}
