package dev.midnight.refresh;

import dev.midnight.table.Footprint;
import java.util.Locale;

/**
 * What a refresh will newly hold, while what is published is held beside it.
 *
 * @param now the footprint of what is published
 * @param changed the share of the entries that will be others, 0 to 1
 */
record HeapNeed(Footprint now, double changed) {

  /**
   * A buffered row's hash and two references, and the room in which its buffer grows; of a row
   * whose key is known less than that.
   */
  private static final int BUFFER_BYTES = 32;

  /**
   * How many times faster than the entries the table's own bytes are renewed: 1 % of changed rows
   * costs less than 3 % of a table, and above a third all of it may be built anew.
   */
  private static final double TABLE_PER_ENTRY = 3;

  long rows() {
    return (long) Math.ceil(now.entries() * changed);
  }

  long bytesPerRow() {
    return now.entryBytes() + BUFFER_BYTES;
  }

  /** What lives for certain while the load runs: the published table and its values. */
  long published() {
    return now.tableBytes() + now.entries() * now.valueBytes();
  }

  private long tableBytes() {
    return tableBytes(now, changed);
  }

  /** Of a table's own bytes, those that are new where that share of its entries is. */
  static long tableBytes(Footprint now, double changed) {
    return (long) (now.tableBytes() * Math.min(1, TABLE_PER_ENTRY * changed));
  }

  /** Rows and table, and a mark for each entry. */
  long bytes() {
    return rows() * bytesPerRow() + tableBytes() + markBytes();
  }

  /** A bit for each. */
  private long markBytes() {
    return now.entries() / Byte.SIZE;
  }

  /** The sum, such as {@code 1000 rows (10 % of 10000) of 132 bytes, a table of 0.1 MiB}. */
  String arithmetic() {
    return "%d rows (%s of %d, as on earlier nights) of %d bytes and %s for the table"
        .formatted(
            rows(),
            Share.percent(changed),
            now.entries(),
            bytesPerRow(),
            mebibytes(tableBytes() + markBytes()));
  }

  static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes / (1024.0 * 1024));
  }
}
