package dev.midnight.storm.hazards;

import dev.midnight.Snapshot;
import dev.midnight.SnapshotCache;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A {@link ConcurrentHashMap} that is cleared and filled again while it is read. */
final class ClearedAndRefilled implements Hazard {

  @Override
  public String name() {
    return "ConcurrentHashMap cleared and refilled";
  }

  @Override
  public String story() {
    return "A reader asks for two keys that belong together while clear() and putAll() run: one is"
        + " missing, or they are of two days. A trial is one pair of reads during a reload.";
  }

  @Override
  public void unguarded(Effort effort, Toll toll) throws InterruptedException {
    Map<Integer, Integer> map = new ConcurrentHashMap<>(Nights.of(0));
    AtomicInteger day = new AtomicInteger();
    run(
        effort,
        toll,
        () -> {
          Map<Integer, Integer> fresh = Nights.of(day.incrementAndGet());
          long start = System.nanoTime();
          map.clear();
          map.putAll(fresh);
          toll.window(System.nanoTime() - start);
        },
        () -> map::get);
  }

  @Override
  public void withMidnight(Effort effort, Toll toll) throws InterruptedException {
    AtomicInteger day = new AtomicInteger();
    try (SnapshotCache<Integer, Integer> cache =
        Nights.cache("refilled", (out, c) -> Nights.of(day.getAndIncrement()).forEach(out::put))) {
      run(
          effort,
          toll,
          () -> cache.refresh().join(),
          () -> {
            Snapshot<Integer, Integer> now = cache.snapshot();
            return now::get;
          });
    }
  }

  private static void run(Effort effort, Toll toll, Runnable reload, Reading reading)
      throws InterruptedException {
    AtomicBoolean reloading = new AtomicBoolean();
    AtomicBoolean over = new AtomicBoolean();
    Crew readers = new Crew();
    readers.add(
        () -> {
          while (!over.get()) {
            if (reloading.get()) {
              readPair(reading.begin(), toll);
            } else {
              Thread.onSpinWait();
            }
          }
        });
    readers.start();
    while (effort.goesOn(toll)) {
      reloading.set(true);
      reload.run();
      reloading.set(false);
    }
    over.set(true);
    readers.join(2_000);
  }

  private static void readPair(IntFunction<@Nullable Integer> map, Toll toll) {
    int key = ThreadLocalRandom.current().nextInt(Nights.ENTRIES);
    Integer first = map.apply(key);
    Integer second = map.apply(Nights.ENTRIES - 1 - key);
    toll.tried(1);
    if (first == null || second == null) {
      toll.harm("pairs with a missing key", 1);
    } else if (!first.equals(second)) {
      toll.harm("pairs of two days", 1);
    }
  }

  /** How a reader begins to read a pair. */
  private interface Reading {

    IntFunction<@Nullable Integer> begin();
  }
}
