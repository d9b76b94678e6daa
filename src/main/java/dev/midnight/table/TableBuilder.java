package dev.midnight.table;

import dev.midnight.Changes;
import dev.midnight.DuplicateKeyException;
import dev.midnight.DuplicatePolicy;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The collector of one load's rows, and the maker of the table from them. Used once.
 *
 * <p>A row that equals the previous table's is only marked there and dropped at once, so that it
 * dies young: a night in which one row in a hundred changed buffers one row in a hundred. All
 * others go to a buffer partitioned by hash, so that each part is later built within a near cache.
 *
 * <p>Concurrency: {@link #put} may be called by many threads. The lock of a key's partition guards
 * its rows and the marks of its shards; nothing of the application's is called under it. Rows of
 * one thread keep their order. {@link #build} sees the rows whose {@code put} has returned, and
 * closes the partitions: a later {@code put} throws.
 */
public final class TableBuilder<K, V> {

  static final Executor NO_HELPERS = task -> {};

  private static final int PARTITIONS = 64;

  private final Table<K, V> previous;
  private final SameValue same;
  private final DuplicatePolicy duplicates;
  private final Partition[] partitions;
  private final int shardCount;

  public TableBuilder(Table<K, V> previous, SameValue same, DuplicatePolicy duplicates) {
    this.previous = Objects.requireNonNull(previous, "previous");
    this.same = Objects.requireNonNull(same, "same");
    this.duplicates = Objects.requireNonNull(duplicates, "duplicates");
    this.shardCount = previous.geometry().shards();
    int count = previous.size() == 0 ? PARTITIONS : Math.min(PARTITIONS, shardCount);
    this.partitions = new Partition[count];
    Arrays.setAll(partitions, i -> new Partition(shardCount / count + 1));
  }

  /**
   * Adds a row.
   *
   * @throws NullPointerException when the key or the value is null; the table takes neither
   * @throws IllegalStateException after {@link #build}
   */
  public void put(K key, V value) {
    if (key == null || value == null) {
      throw nullRow(key == null ? "key" : "value");
    }
    long mixed = HashMixer.mix(key);
    Partition partition = partitions[HashMixer.shard(mixed, partitions.length)];
    if (previous.size() == 0) {
      partition.add(KeyKind.of(key), mixed, key, value);
    } else {
      putAgainst(partition, mixed, key, value);
    }
  }

  private void putAgainst(Partition partition, long mixed, K key, V value) {
    int shardIndex = HashMixer.shard(mixed, shardCount);
    Shard shard = previous.shard(shardIndex);
    int index = shard.find(mixed, key);
    if (index < 0) {
      partition.add(KeyKind.of(key), mixed, key, value);
      return;
    }
    boolean unchanged = same.same(shard.occupiedValueAt(index), value);
    int nth = shardIndex / partitions.length;
    partition.mark(nth, shard.capacity(), index, unchanged, KeyKind.of(key), mixed, key, value);
  }

  private NullPointerException nullRow(String part) {
    return new NullPointerException(
        "Row "
            + (rows() + 1)
            + " has a null "
            + part
            + ": a snapshot holds neither null keys nor null values, so the load stops."
            + " Leave such rows out in the loader.");
  }

  /** The rows put so far. */
  public long rows() {
    long rows = 0;
    for (Partition partition : partitions) {
      rows += partition.rows();
    }
    return rows;
  }

  /** The rows put so far that are held, because they do not equal the previous table's. */
  public long newRows() {
    long rows = 0;
    for (Partition partition : partitions) {
      rows += partition.buffered();
    }
    return rows;
  }

  /** Builds with that many threads, the calling one and others of its own. */
  public Built<K, V> build(int parallelism) {
    return build(
        parallelism,
        task -> {
          Thread helper = new Thread(task, "midnight-build");
          helper.setDaemon(true);
          helper.start();
        });
  }

  /**
   * Builds on the calling thread with up to {@code parallelism - 1} tasks on the executor to help.
   * An executor that refuses them or runs them late costs time only.
   *
   * @throws DuplicateKeyException when rows of one key differ and the policy is to fail
   */
  public Built<K, V> build(int parallelism, Executor executor) {
    long atMost = 0;
    for (Partition partition : partitions) {
      atMost += partition.keysAtMost();
    }
    boolean first = previous.size() == 0;
    KeyKind kind = keyKind();
    Geometry geometry = first ? Geometry.of(atMost, kind) : previous.geometry().fitTo(atMost, kind);
    return buildInto(geometry, parallelism, executor);
  }

  private KeyKind keyKind() {
    KindCounts counts = new KindCounts();
    for (Partition partition : partitions) {
      partition.addKindsTo(counts);
    }
    return KeyKind.choose(counts, previous.geometry().kind());
  }

  Built<K, V> buildInto(Geometry geometry, int parallelism, Executor executor) {
    TableAssembly<K, V> assembly =
        new TableAssembly<>(
            previous, AssemblyPlan.of(previous, partitions, geometry), same, duplicates);
    assembly.run(parallelism, executor);
    Duplicates found = assembly.duplicates();
    if (duplicates == DuplicatePolicy.FAIL && found.firstConflict() != null) {
      throw new DuplicateKeyException(found.firstConflict(), found.conflicts());
    }
    @SuppressWarnings("unchecked")
    K firstDuplicate = (K) found.firstConflict();
    return new Built<>(
        assembly.table(), assembly.changes(), found.dropped(), found.conflicts(), firstDuplicate);
  }

  /**
   * A built table, and the keys of it and the previous one by what became of them.
   *
   * @param duplicatesDropped rows that repeated a key, equal ones included
   * @param duplicatesInConflict those of them whose value differed
   * @param firstDuplicate a key whose rows differed, or null
   */
  public record Built<K, V>(
      Table<K, V> table,
      Changes changes,
      long duplicatesDropped,
      long duplicatesInConflict,
      @Nullable K firstDuplicate) {}
}
