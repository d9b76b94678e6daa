package dev.midnight.refresh;

import org.jspecify.annotations.Nullable;

/**
 * What the new rows of a load of the whole data set take.
 *
 * @param expected before it began, or null where nothing could tell
 */
record LoadCost(@Nullable HeapNeed expected) implements RowCost {

  /**
   * A new row's part of what a build needs beside the rows: some sixty parts are built one after
   * the other, and the room of the rows of each, which is larger than its part of the table, is
   * free before the next.
   */
  private static final int BUILD_BYTES = 2;

  @Override
  public long bytesPerRow() {
    return expected == null ? 0 : expected.bytesPerRow();
  }

  @Override
  public long toBuild(long rows) {
    return rows * BUILD_BYTES;
  }

  @Override
  public String came(long rows) {
    long known = expected == null ? 0 : expected.rows();
    return "%d new rows came where %s expected"
        .formatted(rows, known == 0 ? "no number was" : known + " were");
  }
}
