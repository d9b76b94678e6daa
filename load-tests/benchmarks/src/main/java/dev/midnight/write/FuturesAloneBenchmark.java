package dev.midnight.write;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What writes cost that write nothing: each caller gets a future of its own, which another thread
 * completes five milliseconds later. No write path that promises that is faster.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FuturesAloneBenchmark {

  private static final long DRAIN_MILLIS = 5;
  private static final long FULL_NANOS = 1_000_000;

  private final Crowd crowd = new Crowd(Crowd.QUEUE, () -> {});
  private final ScheduledExecutorService drainer = Executors.newSingleThreadScheduledExecutor();
  private volatile PendingFutures waiting = new PendingFutures(crowd);

  @Setup
  public void drain() {
    var unused =
        drainer.scheduleAtFixedRate(
            this::completeAll, DRAIN_MILLIS, DRAIN_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void completeAll() {
    PendingFutures taken = waiting;
    waiting = new PendingFutures(crowd);
    taken.settle(null);
    taken.run();
  }

  @TearDown
  public void stop() {
    drainer.shutdownNow();
  }

  @Benchmark
  public Object write() {
    PendingFutures now = waiting;
    while (now.crowded()) {
      LockSupport.parkNanos(this, FULL_NANOS);
      now = waiting;
    }
    PendingWrite future = new PendingWrite();
    now.add(future);
    return future;
  }
}
