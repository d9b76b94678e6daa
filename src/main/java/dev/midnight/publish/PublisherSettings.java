package dev.midnight.publish;

import dev.midnight.SnapshotMerge;
import dev.midnight.table.SameValue;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher is told once.
 *
 * @param clock stamps {@code publishedAt}
 * @param same judges whether a write changes anything, as it does for loaded rows
 * @param merge decides between a loaded and a written row; null lets the written one win
 * @param recordsChanges whether it is recorded which keys each publish changes
 */
public record PublisherSettings<K, V>(
    String cache,
    Clock clock,
    SameValue same,
    @Nullable SnapshotMerge<K, V> merge,
    PublishListener<K, V> listener,
    boolean recordsChanges) {

  /** Settings by which no changes are recorded. */
  public PublisherSettings(
      String cache,
      Clock clock,
      SameValue same,
      @Nullable SnapshotMerge<K, V> merge,
      PublishListener<K, V> listener) {
    this(cache, clock, same, merge, listener, false);
  }
}
