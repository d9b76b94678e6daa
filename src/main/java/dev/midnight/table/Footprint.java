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
 * @param valueBytes of the value alone, which lives as long as the table does
 */
public record Footprint(long entries, long tableBytes, long entryBytes, long valueBytes) {

  /** Keys lie in the order of their mixed hashes, so that the first ones are a fair sample. */
  private static final int SAMPLE = 1_000;

  public static Footprint of(Table<?, ?> table) {
    ObjectSizes sizes = new ObjectSizes(HeapLayout.CURRENT);
    Iterator<? extends Entry<?, ?>> entries = table.asMap().entrySet().iterator();
    long keys = 0;
    long values = 0;
    int sampled = 0;
    while (sampled < SAMPLE && entries.hasNext()) {
      Entry<?, ?> entry = entries.next();
      keys += sizes.add(entry.getKey());
      values += sizes.add(entry.getValue());
      sampled++;
    }
    int entriesSampled = Math.max(1, sampled);
    return new Footprint(
        table.size(), table.bytes(), (keys + values) / entriesSampled, values / entriesSampled);
  }
}
