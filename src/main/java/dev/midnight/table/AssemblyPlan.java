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
  private final Geometry geometry;
  private final long removed;

  private AssemblyPlan(
      Shard[] base,
      byte[] @Nullable [] marks,
      Partition[] partitions,
      Geometry geometry,
      long removed) {
    this.geometry = geometry;
    this.removed = removed;
    this.base = base;
    this.marks = marks;
    this.partitions = partitions;
  }

  /**
   * A plan that keeps the previous table's shards where the geometry stays. Otherwise the keys that
   * the load gave again move to the new one; the others must not come along, because they may be
   * too many for it.
   */
  static AssemblyPlan of(Table<?, ?> previous, Partition[] partitions, Geometry geometry) {
    if (previous.size() == 0) {
      return fromNothing(partitions, geometry, 0);
    }
    byte[][] marks = new byte[previous.geometry().shards()][];
    Arrays.setAll(marks, i -> partitions[i % partitions.length].marks(i / partitions.length));
    if (previous.geometry().equals(geometry)) {
      return new AssemblyPlan(previous.shards(), marks, partitions, geometry, 0);
    }
    Table<?, ?> kept = Relocation.ofMarked(previous, marks, geometry);
    long removed = (long) previous.size() - kept.size();
    if (kept.size() == 0) {
      return fromNothing(partitions, geometry, removed);
    }
    Shard[] moved = kept.shards();
    return new AssemblyPlan(
        moved, moveMarks(previous.shards(), marks, moved), partitions, geometry, removed);
  }

  private static AssemblyPlan fromNothing(Partition[] partitions, Geometry geometry, long removed) {
    Shard[] none = new Shard[geometry.shards()];
    Arrays.fill(none, Shard.empty(geometry.kind(), geometry.buckets()));
    return new AssemblyPlan(none, new byte[none.length][], partitions, geometry, removed);
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

  /** The keys of the previous table that the base does not hold any more. */
  long removed() {
    return removed;
  }

  Geometry geometry() {
    return geometry;
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
