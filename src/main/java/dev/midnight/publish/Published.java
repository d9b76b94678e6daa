package dev.midnight.publish;

import dev.midnight.Changes;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotDiff;
import org.jspecify.annotations.Nullable;

/**
 * What the publish of a load, or of a delta, did.
 *
 * @param previous the snapshot that was current right before, or null for the first
 * @param diff the difference between the two, writes laid over the load included
 */
public record Published<K, V>(
    @Nullable Snapshot<K, V> previous, Snapshot<K, V> current, SnapshotDiff<K, V> diff) {

  /** The difference in numbers. */
  public Changes changes() {
    return diff.counts();
  }
}
