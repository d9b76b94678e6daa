package dev.midnight.benchmarks;

import dev.midnight.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jol.info.GraphLayout;

/**
 * Bytes per entry, keys and values aside: what the table reports at a million entries; what JOL
 * finds of it and of {@code HashMap} at a tenth of that, because it walks every object. Exact, so
 * that nothing is repeated.
 */
final class MemoryGroup implements BenchmarkGroup {

  private static final int SIZE = 1_000_000;
  private static final int WALKED = 100_000;
  private static final Object VALUE = new Object();

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Row> measure(Mode mode) {
    List<Row> rows = new ArrayList<>();
    rows.addAll(ofKeys("10^6 UUID Strings", Keys.UUID_TEXT, 0));
    rows.addAll(ofKeys("10^6 Longs, beyond the 8 of the key", Keys.LONG, Long.BYTES));
    rows.addAll(ofKeys("10^6 short Strings, beyond the 16 of the key", Keys.ITEM, 2 * Long.BYTES));
    return rows;
  }

  private List<Row> ofKeys(String title, Keys keys, int bytesOfKey) {
    double reported = (double) Peer.table(map(keys, SIZE)).bytes() / SIZE - bytesOfKey;
    Map<Object, Object> walked = map(keys, WALKED);
    double peers = structure(walked, walked.keySet());
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(name(), title, "B", reported, "HashMap, by JOL", peers, Goal.atMost(10)));
    if (bytesOfKey == 0) {
      Table<Object, Object> table = Peer.table(walked);
      double ours = (double) table.bytes() / WALKED;
      double found = structure(table, walked.keySet());
      rows.add(new Row(name(), "10^5 of them, reported", "B", ours, "by JOL", found, Goal.NONE));
    }
    return rows;
  }

  private static Map<Object, Object> map(Keys keys, int size) {
    Map<Object, Object> map = new HashMap<>(2 * size);
    for (int i = 0; i < size; i++) {
      map.put(keys.key(i), VALUE);
    }
    return map;
  }

  /** Bytes per entry of everything but the keys and the value. */
  private static double structure(Object whole, Set<Object> keys) {
    Set<Object> contents = new HashSet<>(keys);
    contents.add(VALUE);
    long all = GraphLayout.parseInstance(whole).totalSize();
    long aside = GraphLayout.parseInstance(contents.toArray()).totalSize();
    return (double) (all - aside) / keys.size();
  }
}
