package dev.midnight.refresh;

import dev.midnight.SnapshotValidator;
import dev.midnight.publish.Publisher;
import dev.midnight.spi.HeapOutlook;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a refresh needs of one cache; fixed for its life.
 *
 * @param validators asked in order; the first that rejects decides
 */
public record Replica<K, V>(
    String cache,
    LoadSource<K, V> source,
    Publisher<K, V> publisher,
    LoadRules rules,
    List<SnapshotValidator<K, V>> validators,
    CycleKeeper<K, V> keeper,
    CycleSupport support) {

  public Replica {
    validators = List.copyOf(validators);
  }

  /** Why the heap has no room for another table beside the published one, or null if it has. */
  public @Nullable String heapRefusal() {
    return rules.preflight().refusalOfUnwatched(heapNeed());
  }

  /** Whether there is heap for the next load, or null where nobody looks. */
  public @Nullable HeapOutlook heapOutlook() {
    return rules.preflight().outlook(heapNeed());
  }

  /**
   * Looks at the heap each time that it is run, once a row was put that a restore reads; it throws
   * where the heap is too short to go on.
   *
   * @param newRows those put so far that the restored table will hold
   */
  public Runnable restoreWatch(LongSupplier newRows) {
    return new HeapWatch(rules.preflight(), new LoadCost(heapNeed()), newRows)::row;
  }

  /** What the next load is expected to need; see {@link HeapPreflight#need}. */
  @Nullable HeapNeed heapNeed() {
    return rules.preflight().need(publisher.table(), support.history().usualChange());
  }
}
