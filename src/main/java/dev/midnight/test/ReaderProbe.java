package dev.midnight.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Readers that run until they are closed, and what they have seen. Thread-safe. See {@link
 * MixtureDetector} for an example.
 */
public final class ReaderProbe implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final long POLL_NANOS = 1_000_000;

  private final SightingCounts counts;
  private final AtomicLongArray passes;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  private ReaderProbe(int readers, SightingCounts counts) {
    this.counts = counts;
    this.passes = new AtomicLongArray(readers);
  }

  static ReaderProbe start(int readers, SightingCounts counts, Supplier<? extends Runnable> pass) {
    ReaderProbe probe = new ReaderProbe(readers, counts);
    for (int number = 0; number < readers; number++) {
      int reader = number;
      Runnable each = pass.get();
      Thread thread = new Thread(() -> probe.read(reader, each), "midnight-probe-" + number);
      thread.setDaemon(true);
      probe.threads.add(thread);
    }
    probe.threads.forEach(Thread::start);
    return probe;
  }

  private void read(int reader, Runnable pass) {
    while (!closed) {
      pass.run();
      passes.incrementAndGet(reader);
    }
  }

  /** What was seen so far. */
  public Sightings seen() {
    return counts.soFar();
  }

  /**
   * Waits until every reader has begun and ended so many passes more, 30 seconds at most.
   *
   * @throws AssertionError if they do not, or the wait is interrupted
   */
  public void awaitPasses(int more) {
    long[] until = new long[passes.length()];
    for (int reader = 0; reader < until.length; reader++) {
      // the pass under way may have begun long ago and does not count
      until[reader] = passes.get(reader) + more + 1;
    }
    long giveUp = System.nanoTime() + TIMEOUT.toNanos();
    for (int reader = 0; reader < until.length; reader++) {
      while (passes.get(reader) < until[reader]) {
        if (System.nanoTime() - giveUp > 0 || closed || Thread.currentThread().isInterrupted()) {
          throw new AssertionError(
              "Reader %d did not end %d passes more within %s; %s."
                  .formatted(reader, more, TIMEOUT, seen()));
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
  }

  /**
   * Asserts that no reader saw a hole, a mixture or an older generation after a newer one, and that
   * each has read at all.
   *
   * @return what was seen
   * @throws AssertionError with the counts and the first examples
   */
  public Sightings assertNoMixture() {
    Sightings seen = seen();
    if (!seen.clean()) {
      throw new AssertionError(
          "Readers saw what was never published as one: %s. Data must be replaced as a whole, by one reference."
              .formatted(seen));
    }
    for (int reader = 0; reader < passes.length(); reader++) {
      if (passes.get(reader) == 0) {
        throw new AssertionError(
            "Reader %d has not read once, so nothing is proved: %s. Call awaitPasses() before."
                .formatted(reader, seen));
      }
    }
    return seen;
  }

  /** Stops the readers and waits for their ends. */
  @Override
  public void close() {
    closed = true;
    try {
      for (Thread thread : threads) {
        thread.join(TIMEOUT.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
