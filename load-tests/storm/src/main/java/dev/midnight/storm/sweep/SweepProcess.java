package dev.midnight.storm.sweep;

import dev.midnight.storm.measure.Fork;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/** The JVM in which one structure is swept, so that its calls stay monomorphic. */
final class SweepProcess {

  private static final int BATCH = 64;

  private final Structure structure;
  private final SweepSettings settings;

  private SweepProcess(Structure structure, SweepSettings settings) {
    this.structure = structure;
    this.settings = settings;
  }

  /** Arguments: the file to answer in, the structure, the settings. */
  public static void main(String[] arguments) throws Exception {
    SweepProcess process =
        new SweepProcess(
            Structure.valueOf(arguments[1]),
            SweepSettings.ofArguments(List.of(arguments).subList(2, arguments.length)));
    Fork.answer(arguments[0], process.run().toArray(Cell[]::new));
    System.exit(0);
  }

  private List<Cell> run() throws InterruptedException {
    List<Cell> cells = new ArrayList<>();
    for (boolean hot : new boolean[] {true, false}) {
      try (SharedMap map = filled()) {
        measure(map, hot, 4, 30);
        measure(map, hot, 4, 0);
        for (int threads : settings.threads()) {
          for (int share : settings.shares()) {
            cells.add(new Cell(structure, hot, threads, share, measure(map, hot, threads, share)));
          }
        }
      }
    }
    return cells;
  }

  private SharedMap filled() {
    SharedMap map = structure.make();
    for (long key = 0; key < SweepSettings.KEYS; key++) {
      map.put(key, key);
    }
    map.settle();
    return map;
  }

  /** Operations in a second; the time until the last write can be seen counts too. */
  private double measure(SharedMap map, boolean hot, int threads, int share)
      throws InterruptedException {
    CountDownLatch ready = new CountDownLatch(threads);
    CountDownLatch go = new CountDownLatch(1);
    LongAdder done = new LongAdder();
    long[] end = new long[1];
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      SplittableRandom random = new SplittableRandom(i);
      Thread worker =
          new Thread(
              () -> {
                ready.countDown();
                if (awaited(go)) {
                  done.add(work(map, hot, share, end[0], random));
                }
              },
              "storm-sweep-" + i);
      worker.start();
      workers.add(worker);
    }
    ready.await();
    long start = System.nanoTime();
    end[0] = start + settings.millis() * 1_000_000L;
    go.countDown();
    for (Thread worker : workers) {
      worker.join();
    }
    map.settle();
    return done.sum() * 1e9 / (System.nanoTime() - start);
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static long work(
      SharedMap map, boolean hot, int share, long end, SplittableRandom random) {
    int keys = hot ? SweepSettings.HOT : SweepSettings.KEYS;
    long done = 0;
    long found = 0;
    while (System.nanoTime() - end < 0) {
      for (int i = 0; i < BATCH; i++) {
        Long key = (long) random.nextInt(keys);
        if (random.nextInt(100) < share) {
          map.put(key, done);
        } else {
          Long value = map.get(key);
          found += value == null ? 0 : 1;
        }
      }
      done += BATCH;
    }
    return found < 0 ? 0 : done;
  }
}
