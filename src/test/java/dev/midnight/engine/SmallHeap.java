package dev.midnight.engine;

import dev.midnight.RefreshResult;
import dev.midnight.SnapshotCache;
import java.util.concurrent.atomic.AtomicInteger;

/** A process whose second night changes every row and does not fit beside the first. */
final class SmallHeap {

  private static final int ROWS = 150_000;

  /** A row of about 250 bytes. */
  record Row(int night, String text, Object numbers) {}

  private SmallHeap() {}

  public static void main(String[] arguments) {
    AtomicInteger night = new AtomicInteger();
    try (SnapshotCache<Integer, Row> cache =
        SnapshotCacheBuilder.<Integer, Row>of(
                "small",
                (out, context) -> {
                  int now = night.incrementAndGet();
                  for (int i = 0; i < ROWS; i++) {
                    out.put(i, new Row(now, "row number " + i, new long[20]));
                  }
                })
            .build()) {
      System.out.println("first=" + cache.refresh().join().outcome());
      RefreshResult second = cache.refresh().join();
      System.out.println("outcome=" + second.outcome() + " " + second.reason());
      Row served = cache.get(ROWS - 1);
      System.out.println(
          "served=" + (served == null ? 0 : served.night()) + " of " + cache.snapshot().size());
    }
  }
}
