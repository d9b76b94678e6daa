package dev.midnight.storm.sweep;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All cells of a sweep, and what they are in relation to each other. */
final class Curves {

  private final List<Cell> cells;
  private final Map<Place, Double> perSecond = new HashMap<>();

  Curves(List<Cell> cells) {
    this.cells = List.copyOf(cells);
    for (Cell cell : cells) {
      perSecond.put(
          new Place(cell.structure(), cell.hot(), cell.threads(), cell.share()), cell.perSecond());
    }
  }

  List<Cell> cells() {
    return cells;
  }

  double perSecond(Structure structure, boolean hot, int threads, int share) {
    Place place = new Place(structure, hot, threads, share);
    Double measured = perSecond.get(place);
    if (measured == null) {
      throw new IllegalArgumentException(
          "%s was not measured, so nothing can be compared with it. Sweep it too."
              .formatted(place));
    }
    return measured;
  }

  /** The throughput in parts of the structure's own without writes. */
  double toReadOnly(Structure structure, boolean hot, int threads, int share) {
    return perSecond(structure, hot, threads, share) / perSecond(structure, hot, threads, 0);
  }

  /** The throughput in parts of the concurrent map's at the same share. */
  double toConcurrentMap(Structure structure, boolean hot, int threads, int share) {
    return perSecond(structure, hot, threads, share)
        / perSecond(Structure.CONCURRENT_MAP, hot, threads, share);
  }

  private record Place(Structure structure, boolean hot, int threads, int share) {}
}
