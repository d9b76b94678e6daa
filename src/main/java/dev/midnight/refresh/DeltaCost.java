package dev.midnight.refresh;

import dev.midnight.table.Footprint;
import dev.midnight.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a delta take. They are all buffered before they are judged, and what is
 * published is measured no earlier than the first time that somebody asks: most deltas are small.
 */
final class DeltaCost implements RowCost {

  /** Of a row's place in the map that buffers it. */
  private static final int BUFFER_BYTES = 48;

  /** A running load is overlaid with the rows too, and a write may have decided them anew. */
  private static final int COPIES = 2;

  private final Table<?, ?> published;
  private volatile @Nullable Footprint measured;

  DeltaCost(Table<?, ?> published) {
    this.published = published;
  }

  @Override
  public long bytesPerRow() {
    return now().entryBytes() + BUFFER_BYTES;
  }

  /** Copies of the rows' places, and the parts of the table that they touch. */
  @Override
  public long toBuild(long rows) {
    double changed = (double) rows / Math.max(1, now().entries());
    return rows * BUFFER_BYTES * COPIES + HeapNeed.tableBytes(now(), changed);
  }

  @Override
  public String came(long rows) {
    return "%d rows came in one delta of %d entries".formatted(rows, now().entries());
  }

  private Footprint now() {
    Footprint known = measured;
    if (known == null) {
      known = Footprint.of(published);
      measured = known;
    }
    return known;
  }
}
