package dev.midnight.storm.hazards;

import dev.midnight.SnapshotCache;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A write that arrives while the next map is being filled, and goes into the old one. */
final class WriteDuringSwap implements Hazard {

  private static final int WRITTEN = 2_000;

  @Override
  public String name() {
    return "write while a map is copied and swapped";
  }

  @Override
  public String story() {
    return "The source is written, then the map. The reload has read the row before, and its map"
        + " replaces the one that got the write. A trial is one key written during a reload.";
  }

  @Override
  public void unguarded(Effort effort, Toll toll) throws InterruptedException {
    Map<Integer, Integer> source = new ConcurrentHashMap<>(Nights.of(0));
    Shared<Map<Integer, Integer>> current = new Shared<>(new ConcurrentHashMap<>(source));
    run(
        effort,
        toll,
        source,
        () -> {
          long start = System.nanoTime();
          current.value = new ConcurrentHashMap<>(source);
          toll.window(System.nanoTime() - start);
        },
        (key, value) -> current.value.put(key, value),
        key -> current.value.get(key));
  }

  @Override
  public void withMidnight(Effort effort, Toll toll) throws InterruptedException {
    Map<Integer, Integer> source = new ConcurrentHashMap<>(Nights.of(0));
    Shared<CompletableFuture<Void>> last = new Shared<>(CompletableFuture.completedFuture(null));
    try (SnapshotCache<Integer, Integer> cache =
        Nights.cache("swapped", (out, context) -> source.forEach(out::put))) {
      run(
          effort,
          toll,
          source,
          () -> cache.refresh().join(),
          (key, value) -> last.value = cache.put(key, value),
          key -> {
            last.value.join();
            return cache.get(key);
          });
    }
  }

  private static void run(
      Effort effort,
      Toll toll,
      Map<Integer, Integer> source,
      Runnable reload,
      BiConsumer<Integer, Integer> write,
      IntFunction<@Nullable Integer> read)
      throws InterruptedException {
    for (int night = 1; effort.goesOn(toll); night++) {
      AtomicBoolean over = new AtomicBoolean();
      Crew writer = new Crew();
      int value = night;
      Map<Integer, Integer> written = new ConcurrentHashMap<>();
      writer.add(
          () -> {
            for (int key = 0; key < WRITTEN && !over.get(); key++) {
              source.put(key, value);
              write.accept(key, value);
              written.put(key, value);
            }
          });
      writer.start();
      reload.run();
      over.set(true);
      writer.join(2_000);
      toll.tried(written.size());
      toll.harm(
          "lost updates",
          written.keySet().stream()
              .filter(key -> !Objects.equals(read.apply(key), source.get(key)))
              .count());
    }
  }

  /** One reference that threads share. */
  private static final class Shared<T> {

    volatile T value;

    Shared(T value) {
      this.value = value;
    }
  }
}
