package dev.midnight.engine;

import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotWriter;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * A process that loads a table of so many rows, and then refreshes it for some nights in which one
 * row in a hundred changes. Prints what each night took; ends with 1 if one was not published.
 *
 * <p>Rows come as a source gives them, each key and value a new object.
 */
final class LargeNight {

  private static final int CHANGED_PER_CENT = 1;

  record Row(long id, long cents, String name) {}

  private LargeNight() {}

  public static void main(String[] arguments) {
    int rows = Integer.parseInt(arguments[0]);
    int nights = Integer.parseInt(arguments[1]);
    int[] night = new int[1];
    try (SnapshotCache<Long, Row> cache =
        SnapshotCacheBuilder.<Long, Row>of("large", (out, context) -> load(out, rows, night[0]))
            .build()) {
      boolean well = true;
      for (night[0] = 0; night[0] <= nights; night[0]++) {
        well &= refresh(cache, night[0]);
      }
      System.exit(well ? 0 : 1);
    }
  }

  private static void load(SnapshotWriter<Long, Row> out, int rows, int night) {
    for (int i = 0; i < rows; i++) {
      boolean changed = i % (100 / CHANGED_PER_CENT) < night; // by one in a hundred more each night
      out.put((long) i, new Row(i, changed ? -1 : i, "row number " + i));
    }
  }

  private static boolean refresh(SnapshotCache<Long, Row> cache, int night) {
    long collecting = collecting();
    RefreshResult result = cache.refresh().join();
    long spent = collecting() - collecting;
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long live = runtime.totalMemory() - runtime.freeMemory();
    System.out.printf(
        "night=%d outcome=%s changed=%d millis=%d collectingMillis=%d liveBytes=%d maxBytes=%d %s%n",
        night,
        result.outcome(),
        result.changes().updated(),
        result.duration().toMillis(),
        spent,
        live,
        runtime.maxMemory(),
        result.reason() == null ? "" : result.reason());
    return result.outcome() == Outcome.PUBLISHED;
  }

  private static long collecting() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
