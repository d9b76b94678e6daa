package dev.midnight.generations;

import dev.midnight.DuplicatePolicy;
import dev.midnight.ReusePolicy;
import dev.midnight.Snapshot;
import dev.midnight.refresh.Failures;
import dev.midnight.refresh.Replica;
import dev.midnight.spi.GenerationDiff;
import dev.midnight.spi.StoredGeneration;
import dev.midnight.table.SameValue;
import dev.midnight.table.Table;
import dev.midnight.table.TableBuilder;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The difference of a kept generation to what is served, worked out when somebody asks. It is built
 * as a table that shares what is equal, and therefore refused where a refresh would be refused for
 * the heap; one at a time.
 */
public final class Differences<K, V> {

  private static final SameValue EQUAL = SameValue.of(ReusePolicy.EQUALS);

  private final Replica<K, V> replica;
  private final Generations<K, V> generations;

  /** Of one cache. */
  public Differences(Replica<K, V> replica, Generations<K, V> generations) {
    this.replica = replica;
    this.generations = generations;
  }

  /**
   * Waits for the disk.
   *
   * @param generation null for the newest that was rejected
   * @return null if it is not kept
   */
  public synchronized @Nullable GenerationDiff of(@Nullable Long generation) {
    Shelf<K, V> shelf = generations.shelf();
    if (shelf == null) {
      return generation == null ? generations.rejections().summary() : null;
    }
    StoredGeneration stored = generation == null ? shelf.newestRejected() : shelf.find(generation);
    return stored == null ? null : compare(shelf, stored);
  }

  private GenerationDiff compare(Shelf<K, V> shelf, StoredGeneration stored) {
    Snapshot<K, V> served = replica.publisher().current();
    long from = served == null ? 0 : served.generation();
    String refusal = replica.heapRefusal();
    if (refusal != null) {
      return unread(stored, from, refusal);
    }
    Table<K, V> before = replica.publisher().table();
    TableBuilder<K, V> builder = new TableBuilder<>(before, EQUAL, DuplicatePolicy.FAIL);
    try {
      StoredGeneration read = shelf.store().read(stored.generation(), builder::put);
      TableBuilder.Built<K, V> built = builder.build(1);
      DiffSample<K, V> sample = new DiffSample<>();
      Table.diff(before, built.table(), sample);
      return sample.of(
          read.generation(), read.standing(), stored.about().reason(), from, built.changes());
    } catch (IOException | RuntimeException e) {
      return unread(stored, from, Failures.describe(e));
    }
  }

  private static GenerationDiff unread(StoredGeneration stored, long from, String why) {
    return new GenerationDiff(
        stored.generation(),
        stored.standing(),
        stored.about().reason(),
        from,
        stored.about().changes(),
        List.of(),
        List.of(),
        List.of(),
        why);
  }
}
