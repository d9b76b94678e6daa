package dev.midnight;

/** Reads a data set in parts, several at a time ({@code load.parallelism}), published as one. */
public interface PartitionedLoader<K, V> {

  /** The number of parts, at least 1; asked once in each load attempt. */
  int partitions() throws Exception;

  /**
   * Puts the entries of one part into the writer; runs concurrently with other parts. One part that
   * fails cancels the others and fails the load.
   *
   * @param partition from 0 to {@code partitions() - 1}
   */
  void load(int partition, SnapshotWriter<K, V> out, RefreshContext context) throws Exception;
}
