package dev.midnight.storm.hazards;

import dev.midnight.SnapshotCache;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A buffer of writes whose flusher says that all is flushed before it has flushed. */
final class DirtyFlagClearedEarly implements Hazard {

  private static final int KEYS = 512;

  @Override
  public String name() {
    return "dirty flag cleared before the flush";
  }

  @Override
  public String story() {
    return "A writer waits until the buffer is clean and then looks for its write among what"
        + " readers see. The flag was cleared first and the flush still runs. A trial is one write.";
  }

  @Override
  public void unguarded(Effort effort, Toll toll) throws InterruptedException {
    Map<Integer, Integer> buffer = new ConcurrentHashMap<>();
    Map<Integer, Integer> visible = new ConcurrentHashMap<>();
    AtomicBoolean dirty = new AtomicBoolean();
    AtomicBoolean over = new AtomicBoolean();
    Crew flusher = new Crew();
    flusher.add(
        () -> {
          while (!over.get()) {
            if (dirty.get()) {
              flush(dirty, buffer, visible, toll);
            }
          }
        });
    flusher.start();
    for (int write = 0; effort.goesOn(toll); write++) {
      buffer.put(write % KEYS, write);
      dirty.set(true);
      while (dirty.get() && effort.goesOn(toll)) {
        Thread.onSpinWait();
      }
      toll.tried(1);
      Integer seen = visible.get(write % KEYS);
      toll.harm("writes called flushed and not visible", seen != null && seen >= write ? 0 : 1);
    }
    over.set(true);
    flusher.join(2_000);
  }

  private static void flush(
      AtomicBoolean dirty, Map<Integer, Integer> buffer, Map<Integer, Integer> visible, Toll toll) {
    long start = System.nanoTime();
    dirty.set(false);
    visible.putAll(new HashMap<>(buffer));
    toll.window(System.nanoTime() - start);
  }

  @Override
  public void withMidnight(Effort effort, Toll toll) {
    try (SnapshotCache<Integer, Integer> cache =
        Nights.cache("flushed", (out, context) -> out.put(-1, 0))) {
      for (int write = 0; effort.goesOn(toll); write++) {
        cache.put(write % KEYS, write).join();
        toll.tried(1);
        Integer seen = cache.get(write % KEYS);
        toll.harm("writes called flushed and not visible", seen != null && seen >= write ? 0 : 1);
      }
    }
  }
}
