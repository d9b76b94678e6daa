package dev.midnight.table;

/**
 * The rows of one unit of a build, ordered by shard with a counting sort. Rows of one key keep
 * their order: they come from one part.
 */
final class RowsByShard {

  private final int shardCount;
  private final int unitShards;
  private final Rows[] sources;
  private final int[] starts;
  private final long[] hashes;
  private final Object[] keys;
  private final Object[] values;

  RowsByShard(Rows[] sources, int shardCount, int unitShards) {
    this.shardCount = shardCount;
    this.unitShards = unitShards;
    this.sources = sources;
    this.starts = new int[unitShards + 1];
    int total = 0;
    for (Rows source : sources) {
      total += source.count;
    }
    this.hashes = new long[total];
    this.keys = new Object[total];
    this.values = new Object[total];
    count();
    scatter();
  }

  private int nth(long hash) {
    return HashMixer.shard(hash, shardCount) / (shardCount / unitShards);
  }

  private void count() {
    for (Rows source : sources) {
      for (int i = 0; i < source.count; i++) {
        starts[nth(source.hashes[i])]++;
      }
    }
    for (int i = 1; i <= unitShards; i++) {
      starts[i] += starts[i - 1];
    }
  }

  /** Backwards, so that equal shards keep their order and the starts end where they belong. */
  private void scatter() {
    for (int s = sources.length - 1; s >= 0; s--) {
      Rows source = sources[s];
      for (int i = source.count - 1; i >= 0; i--) {
        int at = --starts[nth(source.hashes[i])];
        hashes[at] = source.hashes[i];
        keys[at] = source.key(i);
        values[at] = source.value(i);
      }
    }
  }

  void insertInto(ShardEdit edit, int nth) {
    for (int i = starts[nth]; i < starts[nth + 1]; i++) {
      edit.insert(hashes[i], keys[i], values[i]);
    }
  }
}
