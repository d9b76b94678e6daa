package dev.midnight.examples.quickstart.source;

import dev.midnight.Snapshot;
import dev.midnight.SnapshotWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A writer that loses every second row. */
final class EveryOtherRow<K, V> implements SnapshotWriter<K, V> {

  private final SnapshotWriter<K, V> out;
  private final AtomicLong rows = new AtomicLong();

  EveryOtherRow(SnapshotWriter<K, V> out) {
    this.out = out;
  }

  @Override
  public void put(K key, V value) {
    if (rows.getAndIncrement() % 2 == 0) {
      out.put(key, value);
    }
  }

  @Override
  public @Nullable Snapshot<K, V> previous() {
    return out.previous();
  }
}
