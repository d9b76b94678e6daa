package dev.midnight.table;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one load on their way into the build, each row compared with the previous table's.
 *
 * <p>Concurrency: each thread that puts rows fills a {@link RowBatch} of its own, and settles it
 * when it is full: compares outside of all locks, since that calls the application's {@code
 * equals}, then adds the rows to those that were loaded under this object's lock, which guards them
 * until {@link #close}. Rows of one thread keep their order. {@link #close} settles what is left in
 * the batches; a row that comes later is refused. Lock order: this object, then a batch.
 */
final class Intake {

  private final Table<?, ?> previous;
  private final SameValue same;
  private final int shardCount;

  /** The rows that came and were compared. */
  @GuardedBy("this")
  private final LoadedRows loaded;

  @GuardedBy("this")
  private final List<RowBatch> batches = new ArrayList<>();

  @GuardedBy("this")
  private boolean closed;

  private final ThreadLocal<RowBatch> batchOfThread = ThreadLocal.withInitial(this::newBatch);

  Intake(Table<?, ?> previous, SameValue same, int mostParts) {
    this.previous = previous;
    this.same = same;
    this.shardCount = previous.geometry().shards();
    int parts = previous.size() == 0 ? mostParts : Math.min(mostParts, shardCount);
    List<Rows> unknown = Stream.generate(() -> new Rows(16)).limit(parts).toList();
    this.loaded = new LoadedRows(new KnownRows(shardCount), unknown, new KindCounts());
  }

  private synchronized RowBatch newBatch() {
    if (closed) {
      throw RowBatch.late();
    }
    RowBatch batch = new RowBatch(new Comparison(previous, same));
    batches.add(batch);
    return batch;
  }

  void put(Object key, Object value) {
    RowBatch batch = batchOfThread.get();
    Rows full = batch.add(HashMixer.mix(key), key, value);
    if (full != null) {
      settle(full, batch.comparison);
    }
  }

  private void settle(Rows rows, Comparison comparison) {
    try {
      comparison.compare(rows);
      distribute(rows, comparison);
    } finally {
      rows.clear();
    }
  }

  private synchronized void distribute(Rows rows, Comparison comparison) {
    if (closed) {
      throw RowBatch.late();
    }
    List<Rows> unknown = loaded.unknown();
    for (int i = 0; i < rows.count; i++) {
      long mixed = rows.hashes[i];
      loaded.kinds().add(comparison.kind(i));
      int index = comparison.index(i);
      if (index < 0) {
        int part = HashMixer.shard(mixed, unknown.size());
        unknown.get(part).add(mixed, rows.key(i), rows.value(i));
      } else {
        put(mixed, index, comparison.unchanged(i) ? null : rows.value(i));
      }
    }
  }

  /** Puts a row of a key that the previous table holds; null stands for the value there. */
  @GuardedBy("this")
  private void put(long mixed, int index, @Nullable Object value) {
    int number = HashMixer.shard(mixed, shardCount);
    Shard shard = previous.shard(number);
    KnownRows known = loaded.known();
    if (value != null) {
      known.keep(number, index, shard.capacity(), value);
    } else if (!known.absorbs(number, index, shard.capacity())) {
      known.keep(number, index, shard.capacity(), shard.occupiedValueAt(index));
    }
  }

  /** The rows put so far; those that a thread is just settling may be missing. */
  synchronized long rows() {
    long rows = loaded.rows();
    for (RowBatch batch : batches) {
      rows += batch.count();
    }
    return rows;
  }

  /** The rows that are held for the table to be built; those still in batches are not known yet. */
  synchronized long newRows() {
    return loaded.newRows();
  }

  /** Settles all rows and hands them over; no row can be put from now on. */
  LoadedRows close() {
    for (RowBatch batch : openBatches()) {
      settle(batch.close(), new Comparison(previous, same));
    }
    return end();
  }

  private synchronized List<RowBatch> openBatches() {
    List<RowBatch> open = List.copyOf(batches);
    batches.clear();
    return open;
  }

  private synchronized LoadedRows end() {
    closed = true;
    return loaded;
  }
}
