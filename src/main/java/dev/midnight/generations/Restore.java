package dev.midnight.generations;

import dev.midnight.DuplicatePolicy;
import dev.midnight.Snapshot;
import dev.midnight.publish.Candidate;
import dev.midnight.publish.LoadMark;
import dev.midnight.publish.Publisher;
import dev.midnight.publish.ReadFrom;
import dev.midnight.refresh.Replica;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.StoredGeneration;
import dev.midnight.table.Table;
import dev.midnight.table.TableBuilder;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored generation on its way back to the readers. It is read and built as a load is, keeping
 * what the current table already holds, and nothing is visible before {@link #publish}.
 */
final class Restore<K, V> {

  private final Publisher<K, V> publisher;
  private final LoadMark<K, V> mark;
  private final StoredGeneration stored;
  private final Candidate<K, V> candidate;

  private Restore(
      Publisher<K, V> publisher,
      LoadMark<K, V> mark,
      StoredGeneration stored,
      Candidate<K, V> candidate) {
    this.publisher = publisher;
    this.mark = mark;
    this.stored = stored;
    this.candidate = candidate;
  }

  /**
   * Reads and builds.
   *
   * @param since what was written after that table was current is laid over the entries
   * @param number to be published under, or 0 for the next one
   * @param loadedAt in place of the stored one, or null
   * @param from which load has read it, or null if that is not known
   */
  static <K, V> Restore<K, V> read(
      Replica<K, V> replica,
      SnapshotStore<K, V> store,
      long generation,
      @Nullable Table<K, V> since,
      long number,
      @Nullable Instant loadedAt,
      @Nullable ReadFrom from)
      throws IOException {
    Publisher<K, V> publisher = replica.publisher();
    LoadMark<K, V> mark = publisher.beginRestore(since, from);
    try {
      TableBuilder<K, V> builder =
          new TableBuilder<>(mark.previous(), replica.rules().same(), DuplicatePolicy.FAIL);
      Runnable heap = replica.restoreWatch(builder::newRows);
      StoredGeneration stored =
          store.read(
              generation,
              (key, value) -> {
                builder.put(key, value);
                heap.run();
              });
      mark.watermark(stored.about().watermark());
      TableBuilder.Built<K, V> built = builder.build(1);
      Candidate<K, V> candidate =
          publisher.prepare(
              mark,
              built.table(),
              built.changes(),
              loadedAt == null ? stored.about().loadedAt() : loadedAt,
              number);
      return new Restore<>(publisher, mark, stored, candidate);
    } catch (IOException | RuntimeException | Error e) {
      publisher.endLoad(mark);
      throw e;
    }
  }

  StoredGeneration stored() {
    return stored;
  }

  Candidate<K, V> candidate() {
    return candidate;
  }

  Snapshot<K, V> publish() {
    try {
      return publisher.publish(candidate).current();
    } finally {
      end();
    }
  }

  /** Ends it, if it has not been published. */
  void end() {
    publisher.endLoad(mark);
  }
}
