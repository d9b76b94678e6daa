package dev.midnight.table;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The division of one build: the shards to start from with the rows for their keys, the parts with
 * the others, and the units of work. All three numbers are powers of two, so that unit {@code u}
 * owns the parts and the shards whose index leaves the rest {@code u}.
 */
final class AssemblyPlan {

  private final Shard[] base;
  private final KnownByShard known;
  private final List<Rows> unknown;
  private final Geometry geometry;
  private final long removed;

  private AssemblyPlan(
      Shard[] base, KnownRows known, List<Rows> unknown, Geometry geometry, long removed) {
    this.base = base;
    this.known = new KnownByShard(known);
    this.unknown = unknown;
    this.geometry = geometry;
    this.removed = removed;
  }

  /**
   * A plan that keeps the previous table's shards where the geometry stays. Otherwise the keys that
   * the load gave again move to the new one; the others must not come along, because they may be
   * too many for it.
   */
  static AssemblyPlan of(Table<?, ?> previous, LoadedRows loaded, Geometry geometry) {
    if (previous.size() == 0) {
      return fromNothing(loaded, geometry, 0);
    }
    KnownRows known = loaded.known();
    if (previous.geometry().equals(geometry)) {
      return new AssemblyPlan(previous.shards(), known, loaded.unknown(), geometry, 0);
    }
    Table<?, ?> kept = Relocation.ofKnown(previous, known, geometry);
    long removed = (long) previous.size() - kept.size();
    if (kept.size() == 0) {
      return fromNothing(loaded, geometry, removed);
    }
    Shard[] to = kept.shards();
    return new AssemblyPlan(
        to, move(known, previous.shards(), to), loaded.unknown(), geometry, removed);
  }

  private static AssemblyPlan fromNothing(LoadedRows loaded, Geometry geometry, long removed) {
    Shard[] none = new Shard[geometry.shards()];
    Arrays.fill(none, Shard.empty(geometry.kind(), geometry.buckets()));
    return new AssemblyPlan(none, new KnownRows(none.length), loaded.unknown(), geometry, removed);
  }

  private static KnownRows move(KnownRows known, Shard[] from, Shard[] to) {
    KnownRows moved = new KnownRows(to.length);
    KnownByShard byShard = new KnownByShard(known);
    for (int s = 0; s < from.length; s++) {
      Shard shard = from[s];
      byShard.same(s).stream().forEach(i -> move(shard.occupiedKeyAt(i), null, to, moved));
    }
    for (int row = 0; row < known.kept(); row++) {
      Object key = from[known.shard(row)].occupiedKeyAt(known.index(row));
      move(key, known.value(row), to, moved);
    }
    return moved;
  }

  private static void move(Object key, @Nullable Object value, Shard[] to, KnownRows moved) {
    long mixed = HashMixer.mix(key);
    int target = HashMixer.shard(mixed, to.length);
    int index = to[target].find(mixed, key);
    if (value != null) {
      moved.keep(target, index, to[target].capacity(), value);
    } else {
      moved.absorbs(target, index, to[target].capacity());
    }
  }

  int units() {
    return Math.min(unknown.size(), base.length);
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

  /** The rows for keys of the base's shards. */
  KnownByShard known() {
    return known;
  }

  /** The rows for keys that the base does not hold. */
  List<Rows> unknown() {
    return unknown;
  }
}
