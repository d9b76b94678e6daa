package dev.midnight.refresh;

import dev.midnight.Snapshot;
import dev.midnight.Trigger;
import dev.midnight.publish.Candidate;
import dev.midnight.publish.LoadMark;
import dev.midnight.publish.Published;
import dev.midnight.spi.CycleReport;
import java.time.Instant;

/**
 * Is told by the cycles of one cache what there is to keep of them. Called on the thread of the
 * cycle; returns at once. Dry runs leave nothing to keep.
 */
public interface CycleKeeper<K, V> {

  /** A cycle begins that means to publish. */
  default void begun(long cycle, Trigger trigger, Instant startedAt) {}

  /** A cycle has published that snapshot. */
  default void published(Snapshot<K, V> snapshot, CycleReport report) {}

  /**
   * A load of the whole source was published alone; told before the cycle is reported.
   *
   * @param mark of the load, which has ended
   */
  default void replaced(LoadMark<K, V> mark, Published<K, V> published) {}

  /** A cycle has built what a gate or a validator rejected. */
  default void rejected(Candidate<K, V> candidate, CycleReport report) {}

  /** A load found nothing changed in a cycle that was rejected for another member of the group. */
  default void unchangedThoughRejected(CycleReport report) {}

  /** Whether what is rejected is kept, so that it can be approved. */
  default boolean keepsRejected() {
    return false;
  }

  /** A cycle has ended, whatever its outcome; told after the others. */
  default void ended(CycleReport report) {}
}
