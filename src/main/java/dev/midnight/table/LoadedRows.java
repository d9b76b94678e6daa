package dev.midnight.table;

import java.util.List;

/**
 * The rows of one load that is over.
 *
 * @param known those whose keys the previous table holds
 * @param unknown the others, by ranges of their hashes
 * @param kinds of the keys of all
 */
record LoadedRows(KnownRows known, List<Rows> unknown, KindCounts kinds) {

  /** The keys of the table to be built, duplicates counted too. */
  long keysAtMost() {
    return known.same() + newRows();
  }

  /** The rows that are held, because they do not equal the previous table's. */
  long newRows() {
    long rows = known.kept();
    for (Rows part : unknown) {
      rows += part.count;
    }
    return rows;
  }

  /** The rows put. */
  long rows() {
    return keysAtMost() + known.equalDuplicates();
  }
}
