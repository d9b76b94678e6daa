package dev.midnight.publish;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * The older generations of which somebody still holds a snapshot. All snapshots of a generation
 * share one mark; the garbage collector says when the last of them is gone, so that drains, two
 * hundred a second, cost nothing here. Thread-safe.
 *
 * <p>Who holds only a snapshot's map, and not the snapshot, is not seen.
 */
final class RetainedGenerations {

  private final List<WeakReference<Object>> superseded = new ArrayList<>();

  synchronized void superseded(Object mark) {
    superseded.removeIf(earlier -> earlier.refersTo(null));
    superseded.add(new WeakReference<>(mark));
  }

  /** As of the last garbage collection: what is unreachable since then still counts. */
  synchronized int count() {
    superseded.removeIf(earlier -> earlier.refersTo(null));
    return superseded.size();
  }
}
