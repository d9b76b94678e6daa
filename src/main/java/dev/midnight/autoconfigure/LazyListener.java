package dev.midnight.autoconfigure;

import dev.midnight.RefreshResult;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotDiff;
import dev.midnight.SnapshotListener;
import dev.midnight.Trigger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Passes notices on to a listener that is asked for with the first of them. */
final class LazyListener<K, V> implements SnapshotListener<K, V> {

  private final Supplier<SnapshotListener<K, V>> listener;

  LazyListener(Supplier<SnapshotListener<K, V>> listener) {
    this.listener = listener;
  }

  @Override
  public void refreshStarted(String cache, long cycle, Trigger trigger) {
    listener.get().refreshStarted(cache, cycle, trigger);
  }

  @Override
  public void refreshFinished(String cache, long cycle, RefreshResult result) {
    listener.get().refreshFinished(cache, cycle, result);
  }

  @Override
  public void published(
      String cache,
      @Nullable Snapshot<K, V> previous,
      Snapshot<K, V> current,
      SnapshotDiff<K, V> changes) {
    listener.get().published(cache, previous, current, changes);
  }
}
