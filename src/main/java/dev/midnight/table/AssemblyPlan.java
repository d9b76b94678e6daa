package dev.midnight.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The division of one build: the shards to start from with the rows for their keys, the partitions
 * with the others, and the units of work. All three numbers are powers of two, so that unit {@code
 * u} owns the partitions and the shards whose index leaves the rest {@code u}.
 */
final class AssemblyPlan {

  private final Shard[] base;
  private final @Nullable KnownRows[] known;
  private final Partition[] partitions;
  private final Geometry geometry;
  private final long removed;

  private AssemblyPlan(
      Shard[] base,
      @Nullable KnownRows[] known,
      Partition[] partitions,
      Geometry geometry,
      long removed) {
    this.geometry = geometry;
    this.removed = removed;
    this.base = base;
    this.known = known;
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
    @Nullable KnownRows[] known = new KnownRows[previous.geometry().shards()];
    Arrays.setAll(known, i -> partitions[i % partitions.length].knownTo(i / partitions.length));
    if (previous.geometry().equals(geometry)) {
      return new AssemblyPlan(previous.shards(), known, partitions, geometry, 0);
    }
    Table<?, ?> kept = Relocation.ofKnown(previous, known, geometry);
    long removed = (long) previous.size() - kept.size();
    if (kept.size() == 0) {
      return fromNothing(partitions, geometry, removed);
    }
    Shard[] moved = kept.shards();
    return new AssemblyPlan(
        moved, move(known, previous.shards(), moved), partitions, geometry, removed);
  }

  private static AssemblyPlan fromNothing(Partition[] partitions, Geometry geometry, long removed) {
    Shard[] none = new Shard[geometry.shards()];
    Arrays.fill(none, Shard.empty(geometry.kind(), geometry.buckets()));
    return new AssemblyPlan(none, new KnownRows[none.length], partitions, geometry, removed);
  }

  private static @Nullable KnownRows[] move(@Nullable KnownRows[] known, Shard[] from, Shard[] to) {
    KnownRows[] moved = new KnownRows[to.length];
    Arrays.setAll(moved, i -> new KnownRows(to[i].capacity()));
    for (int s = 0; s < from.length; s++) {
      KnownRows rows = known[s];
      Shard shard = from[s];
      if (rows != null) {
        rows.same().stream().forEach(i -> move(shard.occupiedKeyAt(i), null, to, moved));
        rows.forEachKept((index, value) -> move(shard.occupiedKeyAt(index), value, to, moved));
      }
    }
    return moved;
  }

  private static void move(Object key, @Nullable Object value, Shard[] to, KnownRows[] moved) {
    long mixed = HashMixer.mix(key);
    int target = HashMixer.shard(mixed, to.length);
    int index = to[target].find(mixed, key);
    if (value == null) {
      moved[target].mark(index);
    } else {
      moved[target].add(index, value);
    }
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

  /** The rows for the keys of the base's shards. */
  @Nullable KnownRows[] known() {
    return known;
  }

  Partition[] partitions() {
    return partitions;
  }
}
