package dev.midnight.storm.hazards;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.midnight.SnapshotCache;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;

/** A per-key cache whose entries were all written at one time and all expire at midnight. */
final class Stampede implements Hazard {

  private static final int KEYS = 1_000;
  private static final int CALLERS = 16;

  @Override
  public String name() {
    return "per-key cache that expires at midnight";
  }

  @Override
  public String story() {
    return "All entries expire at once, and each key is asked for anew: one call of the source for"
        + " every key, where one for all would do. A trial is one read of the first second.";
  }

  @Override
  public void unguarded(Effort effort, Toll toll) throws InterruptedException {
    AtomicLong clock = new AtomicLong();
    LongAdder calls = new LongAdder();
    Cache<Integer, Integer> cache =
        Caffeine.newBuilder().expireAfterWrite(Duration.ofDays(1)).ticker(clock::get).build();
    Night night =
        () -> {
          clock.addAndGet(Duration.ofDays(1).toNanos() + 1);
          return key -> {
            Integer unused = cache.get(key, missing -> callSource(calls, missing));
          };
        };
    run(effort, toll, calls, night);
  }

  @Override
  public void withMidnight(Effort effort, Toll toll) throws InterruptedException {
    LongAdder calls = new LongAdder();
    try (SnapshotCache<Integer, Integer> cache =
        Nights.cache(
            "stampede",
            (out, context) -> {
              callSource(calls, 0);
              for (int key = 0; key < KEYS; key++) {
                out.put(key, key);
              }
            })) {
      calls.reset();
      Night night =
          () -> {
            cache.refresh().join();
            return cache::get;
          };
      run(effort, toll, calls, night);
    }
  }

  private static int callSource(LongAdder calls, int key) {
    calls.increment();
    return key;
  }

  private static void run(Effort effort, Toll toll, LongAdder calls, Night night)
      throws InterruptedException {
    while (effort.goesOn(toll)) {
      calls.reset();
      long start = System.nanoTime();
      IntConsumer read = night.comes();
      Crew callers = new Crew();
      for (int caller = 0; caller < CALLERS; caller++) {
        callers.add(
            () -> {
              for (int key = 0; key < KEYS; key++) {
                read.accept(key);
              }
            });
      }
      callers.start();
      callers.join(2_000);
      toll.window(System.nanoTime() - start);
      toll.tried((long) KEYS * CALLERS);
      toll.harm("source calls beyond the first of a night", calls.sum() - 1);
    }
  }

  /** Makes it midnight and says how to read then. */
  private interface Night {

    IntConsumer comes();
  }
}
