package dev.midnight.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The division of one build: the shards to start from with the marks on them, the partitions with
 * the rows, and the units of work. All three numbers are powers of two, so that unit {@code u} owns
 * the partitions and the shards whose index leaves the rest {@code u}.
 */
final class AssemblyPlan {

  private final Shard[] base;
  private final byte[] @Nullable [] marks;
  private final Partition[] partitions;
  private final int buckets;

  private AssemblyPlan(
      Shard[] base, byte[] @Nullable [] marks, Partition[] partitions, int buckets) {
    this.buckets = buckets;
    this.base = base;
    this.marks = marks;
    this.partitions = partitions;
  }

  /**
   * A plan that keeps the previous table's shards where their number stays, and otherwise moves
   * their keys and marks to as many shards as wanted.
   */
  static AssemblyPlan of(Table<?, ?> previous, Partition[] partitions, Geometry geometry) {
    int buckets = geometry.buckets();
    if (previous.size() == 0) {
      Shard[] none = new Shard[geometry.shards()];
      Arrays.fill(none, Shard.empty(buckets));
      return new AssemblyPlan(none, new byte[none.length][], partitions, buckets);
    }
    byte[][] marks = new byte[previous.geometry().shards()][];
    Arrays.setAll(marks, i -> partitions[i % partitions.length].marks(i / partitions.length));
    if (previous.geometry().equals(geometry)) {
      return new AssemblyPlan(previous.shards(), marks, partitions, buckets);
    }
    Shard[] moved = previous.withGeometry(geometry).shards();
    return new AssemblyPlan(moved, moveMarks(previous.shards(), marks, moved), partitions, buckets);
  }

  private static byte[][] moveMarks(Shard[] from, byte[][] marks, Shard[] to) {
    byte[][] moved = new byte[to.length][];
    Arrays.setAll(moved, i -> new byte[to[i].capacity()]);
    for (int s = 0; s < from.length; s++) {
      for (int i = 0; marks[s] != null && i < marks[s].length; i++) {
        Object key = marks[s][i] == 0 ? null : from[s].keyAt(i);
        if (key != null) {
          long mixed = HashMixer.mix(key);
          int target = HashMixer.shard(mixed, to.length);
          moved[target][to[target].find(mixed, key)] = marks[s][i];
        }
      }
    }
    return moved;
  }

  int units() {
    return Math.min(partitions.length, base.length);
  }

  int buckets() {
    return buckets;
  }

  Shard[] base() {
    return base;
  }

  byte[] @Nullable [] marks() {
    return marks;
  }

  Partition[] partitions() {
    return partitions;
  }
}
