package dev.midnight.generations;

import dev.midnight.Outcome;
import dev.midnight.Snapshot;
import dev.midnight.publish.Publisher;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.StoredGeneration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a cache knows of the cycles of its group, if it is in one: what it served in each of them.
 * Thread-safe.
 */
final class Membership<K, V> {

  private final Publisher<K, V> publisher;
  private final Remembered remembered;
  private final @Nullable Shelf<K, V> shelf;

  /** Why nothing was served from the stores of the group at the start, or null. */
  private volatile @Nullable String notWarm;

  private volatile boolean joined;

  Membership(Publisher<K, V> publisher, Remembered remembered, @Nullable Shelf<K, V> shelf) {
    this.publisher = publisher;
    this.remembered = remembered;
    this.shelf = shelf;
  }

  /** From now on it is remembered what was served in each cycle. */
  void join() {
    joined = true;
  }

  /** What was served in which cycles. */
  Spans spans() {
    Spans known = remembered.spans();
    return known.all().isEmpty() && shelf != null ? Spans.of(shelf.kept()) : known;
  }

  /** What was served in a cycle, if it is kept and fits. */
  @Nullable StoredGeneration servedIn(long cycle, Predicate<StoredGeneration> fits) {
    return shelf == null ? null : spans().at(cycle, shelf.kept(), fits);
  }

  /** What was loaded in a cycle and rejected with it, if it is kept. */
  @Nullable StoredGeneration rejectedIn(long cycle) {
    return shelf == null ? null : shelf.rejectedIn(cycle);
  }

  /** A cycle leaves what is served as it is. */
  void staysIn(long cycle) {
    Snapshot<K, V> current = publisher.current();
    if (joined && current != null) {
      remembered.served(current.generation(), cycle);
      remembered.write();
    }
  }

  void ended(CycleReport report) {
    Outcome outcome = report.result().outcome();
    if (joined && (outcome == Outcome.PUBLISHED || outcome == Outcome.UNCHANGED)) {
      remembered.served(report.result().generation(), report.cycle());
    }
  }

  void notWarm(@Nullable String why) {
    notWarm = why;
  }

  @Nullable String notWarm() {
    return notWarm;
  }
}
