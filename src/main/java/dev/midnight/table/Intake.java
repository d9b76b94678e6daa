package dev.midnight.table;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one load on their way into partitions, each row compared with the previous table's.
 *
 * <p>Concurrency: each thread that puts rows fills a {@link RowBatch} of its own, and settles it
 * when it is full: compares outside of all locks, since that calls the application's {@code
 * equals}, then hands the rows to the partitions under this object's lock, which guards them all
 * until {@link #close}. Rows of one thread keep their order. {@link #close} settles what is left in
 * the batches; a row that comes later is refused. Lock order: this object, then a batch.
 */
final class Intake {

  private final Table<?, ?> previous;
  private final SameValue same;
  private final int shardCount;

  @GuardedBy("this")
  private final Partition[] partitions;

  @GuardedBy("this")
  private final List<RowBatch> batches = new ArrayList<>();

  @GuardedBy("this")
  private boolean closed;

  private final ThreadLocal<RowBatch> batchOfThread = ThreadLocal.withInitial(this::newBatch);

  Intake(Table<?, ?> previous, SameValue same, int mostPartitions) {
    this.previous = previous;
    this.same = same;
    this.shardCount = previous.geometry().shards();
    int count = previous.size() == 0 ? mostPartitions : Math.min(mostPartitions, shardCount);
    this.partitions = new Partition[count];
    Arrays.setAll(partitions, i -> new Partition(shardCount / count + 1));
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
    for (int i = 0; i < rows.count; i++) {
      long mixed = rows.hashes[i];
      Partition partition = partitions[HashMixer.shard(mixed, partitions.length)];
      partition.count(comparison.kind(i));
      int index = comparison.index(i);
      if (index < 0) {
        partition.keep(mixed, rows.key(i), rows.value(i));
      } else {
        put(partition, mixed, index, comparison.unchanged(i) ? null : rows.value(i));
      }
    }
  }

  /** Puts a row of a key that the previous table holds; null stands for the value there. */
  @GuardedBy("this")
  private void put(Partition partition, long mixed, int index, @Nullable Object value) {
    int number = HashMixer.shard(mixed, shardCount);
    int nth = number / partitions.length;
    Shard shard = previous.shard(number);
    if (value != null) {
      partition.keep(nth, shard.capacity(), index, value);
    } else if (!partition.absorbs(nth, shard.capacity(), index)) {
      partition.keep(nth, shard.capacity(), index, shard.occupiedValueAt(index));
    }
  }

  /** The rows put so far; those that a thread is just settling may be missing. */
  synchronized long rows() {
    long rows = 0;
    for (Partition partition : partitions) {
      rows += partition.rows();
    }
    for (RowBatch batch : batches) {
      rows += batch.count();
    }
    return rows;
  }

  /** The rows that are held for the table to be built; those still in batches are not known yet. */
  synchronized long newRows() {
    long rows = 0;
    for (Partition partition : partitions) {
      rows += partition.newRows();
    }
    return rows;
  }

  /** Settles all rows and hands the partitions over; no row can be put from now on. */
  Partition[] close() {
    for (RowBatch batch : openBatches()) {
      settle(batch.close(), new Comparison(previous, same));
    }
    return closePartitions();
  }

  private synchronized List<RowBatch> openBatches() {
    List<RowBatch> open = List.copyOf(batches);
    batches.clear();
    return open;
  }

  private synchronized Partition[] closePartitions() {
    closed = true;
    return partitions;
  }
}
