package dev.midnight.storm.growth;

import dev.midnight.SnapshotCache;
import dev.midnight.engine.SnapshotCacheBuilder;
import dev.midnight.storm.measure.Fork;
import dev.midnight.storm.systems.PriceList;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The JVM in which many caches of one size live side by side. */
final class ManyProcess {

  private static final int NIGHTS = 3;

  private ManyProcess() {}

  /** Arguments: the file to answer in, the number of caches, the entries of each. */
  public static void main(String[] arguments) throws Exception {
    int caches = Integer.parseInt(arguments[1]);
    int entries = Integer.parseInt(arguments[2]);
    Fork.answer(arguments[0], run(caches, entries));
    System.exit(0);
  }

  private static ManyFigures run(int number, int entries) {
    List<SnapshotCache<String, Integer>> caches = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      int[] night = new int[1];
      caches.add(
          SnapshotCacheBuilder.<String, Integer>of(
                  "cache" + i,
                  (out, context) -> {
                    night[0]++;
                    for (int row = 0; row < entries; row++) {
                      out.put(PriceList.key(row), row % 100 == 0 ? night[0] : row);
                    }
                  })
              .build());
    }
    double best = Double.MAX_VALUE;
    for (int i = 0; i < NIGHTS; i++) {
      long start = System.nanoTime();
      CompletableFuture.allOf(
              caches.stream().map(SnapshotCache::refresh).toArray(CompletableFuture[]::new))
          .join();
      best = Math.min(best, (System.nanoTime() - start) / 1e6);
    }
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();
    System.gc();
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new ManyFigures(number, entries, best, threads, used);
  }
}
