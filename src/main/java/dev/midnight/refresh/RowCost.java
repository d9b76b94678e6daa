package dev.midnight.refresh;

/** What the rows that a load or a delta reads take of the heap. Thread-safe. */
interface RowCost {

  /** Of each, while it waits to become an entry; 0 where that is not known. */
  long bytesPerRow();

  /** What is needed beside so many rows to make a table of them. */
  long toBuild(long rows);

  /** That so many rows came, as the beginning of a sentence. */
  String came(long rows);
}
