package dev.midnight.overhead;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.engine.SnapshotCacheBuilder;
import dev.midnight.jfr.FlightRecords;
import dev.midnight.jfr.Profiler;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.ContentionProfile.State;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads of a cache of 100,000 entries, beside 20,000 writes and one refresh a second. A window
 * counts what the fastest tenth of its batches of reads reached, so that what else the machine does
 * falls on neither side; the time that the recorder's own threads take from the processors is told
 * beside it, and both together are what a profile costs.
 */
final class ProfileTrial implements Overhead.Trial {

  private static final int KEYS = 100_000;
  private static final int BATCH = 1000;
  private static final int MOST_BATCHES = 1_000_000;
  private static final Duration WATCHED = Duration.ofSeconds(4);
  private static final long SETTLE_MILLIS = 1200;
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final FlightRecords records = new FlightRecords();
  private final Profiler profiler =
      new Profiler(records, CacheThreads.PLATFORM, Duration.ofMillis(1));
  private final SnapshotCache<Integer, Integer> cache;
  private final long[] batches = new long[MOST_BATCHES];
  private double recorderSeconds;
  private double watchedSeconds;
  private volatile boolean closed;

  ProfileTrial() {
    SnapshotLoader<Integer, Integer> loader =
        (out, context) -> {
          for (int key = 0; key < KEYS; key++) {
            out.put(key, key);
          }
        };
    cache = SnapshotCacheBuilder.of("numbers", loader).observer(records).build();
    cache.refresh().join();
    start("writer", this::write);
    start("refresher", this::refresh);
  }

  @Override
  public double measure(boolean watched) throws Exception {
    if (watched && !profiler.start("numbers", WATCHED)) {
      throw new IllegalStateException("a profile is still being taken");
    }
    Thread.sleep(SETTLE_MILLIS);
    double recorder = RecorderTime.known() ? RecorderTime.seconds() : 0;
    double perSecond = read();
    if (watched && RecorderTime.known()) {
      recorderSeconds += RecorderTime.seconds() - recorder;
      watchedSeconds += (double) WINDOW_NANOS / TimeUnit.SECONDS.toNanos(1);
    }
    while (watched && profiler.profile("numbers").state() == State.RUNNING) {
      Thread.sleep(50);
    }
    return perSecond;
  }

  private double read() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long end = System.nanoTime() + WINDOW_NANOS;
    int count = 0;
    for (long start = System.nanoTime(); start < end && count < MOST_BATCHES; count++) {
      for (int i = 0; i < BATCH; i++) {
        if (cache.get(random.nextInt(KEYS)) == null) {
          throw new IllegalStateException("a key is missing");
        }
      }
      long now = System.nanoTime();
      batches[count] = now - start;
      start = now;
    }
    Arrays.sort(batches, 0, count);
    return BATCH * 1e9 / batches[count / 10];
  }

  @Override
  public String more() {
    return watchedSeconds == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "the recorder's own threads used %.2f %% of one processor while it watched",
            100 * recorderSeconds / watchedSeconds);
  }

  private void write() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    for (int i = 0; i < 100; i++) {
      cache.put(random.nextInt(KEYS), i);
    }
    LockSupport.parkNanos(5_000_000);
  }

  private void refresh() {
    cache.refresh().join();
    LockSupport.parkNanos(1_000_000_000);
  }

  private void start(String name, Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              while (!closed) {
                work.run();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    profiler.close();
    cache.close();
  }
}
