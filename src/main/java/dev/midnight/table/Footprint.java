package dev.midnight.table;

import java.util.Iterator;
import java.util.Map.Entry;

/**
 * What a table takes of the heap.
 *
 * @param entries how many there are
 * @param tableBytes of the table itself, exactly
 * @param entryBytes of one key and its value as objects, which a load buffers although a table may
 *     hold keys as bits; the average of a sample, see {@link ObjectSizes}
 */
public record Footprint(long entries, long tableBytes, long entryBytes) {

  /** Keys lie in the order of their mixed hashes, so that the first ones are a fair sample. */
  private static final int SAMPLE = 1_000;

  public static Footprint of(Table<?, ?> table) {
    ObjectSizes sizes = new ObjectSizes(HeapLayout.CURRENT);
    Iterator<? extends Entry<?, ?>> entries = table.asMap().entrySet().iterator();
    long bytes = 0;
    int sampled = 0;
    while (sampled < SAMPLE && entries.hasNext()) {
      Entry<?, ?> entry = entries.next();
      bytes += sizes.add(entry.getKey()) + sizes.add(entry.getValue());
      sampled++;
    }
    return new Footprint(table.size(), table.bytes(), sampled == 0 ? 0 : bytes / sampled);
  }
}
