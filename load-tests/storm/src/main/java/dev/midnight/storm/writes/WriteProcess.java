package dev.midnight.storm.writes;

import com.sun.management.ThreadMXBean;
import dev.midnight.SnapshotCache;
import dev.midnight.engine.SnapshotCacheBuilder;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.ManagedCache;
import dev.midnight.storm.measure.Fork;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The JVM in which writers change uniform keys of a table of one size. */
final class WriteProcess {

  private static final String NAME = "written";
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final int entries;
  private final SnapshotCache<String, Integer> cache;

  private WriteProcess(int entries) {
    this.entries = entries;
    this.cache =
        SnapshotCacheBuilder.<String, Integer>of(
                NAME,
                (out, context) -> {
                  for (int row = 0; row < entries; row++) {
                    out.put(key(row), row);
                  }
                })
            .build();
  }

  /** Arguments: the file to answer in, entries, writers, writes a second or 0, seconds. */
  public static void main(String[] arguments) throws Exception {
    WriteProcess process = new WriteProcess(Integer.parseInt(arguments[1]));
    int writers = Integer.parseInt(arguments[2]);
    int rate = Integer.parseInt(arguments[3]);
    int seconds = Integer.parseInt(arguments[4]);
    process.cache.refresh().join();
    process.run(writers, rate, Math.max(5, seconds / 2));
    Fork.answer(arguments[0], process.run(writers, rate, seconds));
    System.exit(0);
  }

  private static String key(int row) {
    return "price:of:article:" + row;
  }

  private WriteFigures run(int writers, int rate, int seconds) throws InterruptedException {
    cache.put(key(0), -1).join();
    Thread drainer = drainer();
    long bytes = THREADS.getThreadAllocatedBytes(drainer.getId());
    long cpu = THREADS.getThreadCpuTime(drainer.getId());
    CacheStatus before = ((ManagedCache) cache).status();
    long start = System.nanoTime();
    write(writers, rate, start, start + TimeUnit.SECONDS.toNanos(seconds));
    cache.put(key(0), -2).join();
    double took = (System.nanoTime() - start) / 1e9;
    CacheStatus after = ((ManagedCache) cache).status();
    return new WriteFigures(
        after.writes().accepted() - before.writes().accepted(),
        took,
        after.writes().drains() - before.writes().drains(),
        THREADS.getThreadAllocatedBytes(drainer.getId()) - bytes,
        THREADS.getThreadCpuTime(drainer.getId()) - cpu,
        after.contention().free() - before.contention().free(),
        after.contention().contended() - before.contention().contended());
  }

  private void write(int writers, int rate, long start, long end) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      SplittableRandom random = new SplittableRandom(i);
      double nanosBetween = rate == 0 ? 0 : 1e9 * writers / rate;
      threads.add(new Thread(() -> write(random, nanosBetween, start, end), "storm-writer-" + i));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Each write has a time at which it is due, whatever became late before it. */
  private void write(SplittableRandom random, double nanosBetween, long start, long end) {
    CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    for (long i = 0; System.nanoTime() < end; i++) {
      long due = start + (long) (i * nanosBetween);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      last = cache.put(key(random.nextInt(entries)), (int) i);
    }
    last.join();
  }

  private static Thread drainer() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("midnight-drain-" + NAME))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("A cache was written and has no drainer"));
  }
}
