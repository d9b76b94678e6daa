package dev.midnight.storm.hazards;

import dev.midnight.SnapshotCache;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** A plain {@link HashMap} that two threads write at once. */
final class UnsharedMapShared implements Hazard {

  private static final int KEYS = 4_000;
  private static final long PATIENCE_MILLIS = 2_000;

  @Override
  public String name() {
    return "HashMap written by two threads";
  }

  @Override
  public String story() {
    return "Two threads put different keys into one HashMap. While it grows, entries vanish, its"
        + " size is wrong, iteration breaks off or never ends. A trial is one pair of writers.";
  }

  @Override
  public void unguarded(Effort effort, Toll toll) throws InterruptedException {
    while (effort.goesOn(toll)) {
      Map<Integer, Integer> map = new HashMap<>();
      toll.tried(1);
      long stuck = twoWriters(key -> map.put(key, key), toll);
      toll.harm("pairs with a stuck writer", stuck > 0 ? 1 : 0);
      if (stuck == 0) {
        inspect(map, toll);
      }
    }
  }

  private void inspect(Map<Integer, Integer> map, Toll toll) throws InterruptedException {
    Crew inspector = new Crew();
    inspector.add(() -> toll.harm(verdict(map), verdict(map).isEmpty() ? 0 : 1));
    inspector.start();
    toll.harm("maps whose reader never ended", inspector.join(PATIENCE_MILLIS));
  }

  private static String verdict(Map<Integer, Integer> map) {
    if (missing(map::containsKey) > 0) {
      return "maps that lost entries";
    }
    if (map.size() != 2 * KEYS) {
      return "maps of a wrong size";
    }
    return iterated(map) == 2 * KEYS ? "" : "maps whose iteration broke off";
  }

  private static int iterated(Map<Integer, Integer> map) {
    int seen = 0;
    for (Integer ignored : map.keySet()) {
      if (++seen > 4 * KEYS) {
        break;
      }
    }
    return seen;
  }

  private static int missing(IntPredicate contained) {
    int missing = 0;
    for (int key = 0; key < 2 * KEYS; key++) {
      missing += contained.test(key) ? 0 : 1;
    }
    return missing;
  }

  /** Lets two threads write half of the keys each and returns how many of them did not end. */
  private static long twoWriters(IntConsumer put, Toll toll) throws InterruptedException {
    CyclicBarrier together = new CyclicBarrier(2);
    Crew writers = new Crew();
    for (int half = 0; half < 2; half++) {
      int from = half * KEYS;
      writers.add(
          () -> {
            await(together);
            for (int key = from; key < from + KEYS; key++) {
              put.accept(key);
            }
          });
    }
    long start = System.nanoTime();
    writers.start();
    long stuck = writers.join(PATIENCE_MILLIS);
    toll.window(System.nanoTime() - start);
    return stuck;
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Override
  public void withMidnight(Effort effort, Toll toll) throws InterruptedException {
    while (effort.goesOn(toll)) {
      toll.tried(1);
      try (SnapshotCache<Integer, Integer> cache =
          Nights.cache("shared", (out, c) -> out.put(-1, 0))) {
        CompletableFuture<?>[] visible = new CompletableFuture<?>[2 * KEYS];
        long stuck = twoWriters(key -> visible[key] = cache.put(key, key), toll);
        toll.harm("pairs with a stuck writer", stuck);
        CompletableFuture.allOf(visible).join();
        toll.harm("maps that lost entries", missing(key -> cache.get(key) != null) > 0 ? 1 : 0);
        toll.harm("maps of a wrong size", cache.snapshot().size() == 2 * KEYS + 1 ? 0 : 1);
        toll.harm("broken iterations", iterated(cache.snapshot().asMap()) == 2 * KEYS + 1 ? 0 : 1);
      }
    }
  }
}
