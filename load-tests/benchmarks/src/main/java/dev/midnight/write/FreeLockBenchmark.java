package dev.midnight.write;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A shard's lock that nobody else wants, with the acquisition counted and without. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FreeLockBenchmark {

  private final ShardLock lock = new ShardLock();
  private long guarded;

  @Benchmark
  public long counted() {
    lock.lock();
    try {
      return ++guarded;
    } finally {
      lock.unlock();
    }
  }

  @Benchmark
  public long uncounted() {
    lock.lockQuietly();
    try {
      return ++guarded;
    } finally {
      lock.unlock();
    }
  }
}
