package dev.midnight.refresh;

import dev.midnight.spi.ObservedCycle;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The reading of all parts of a source, by the calling thread and helpers that each take the next
 * part. The first part that fails cancels the others: their writer refuses, their cancel actions
 * run, their threads are interrupted.
 */
final class PartLoads<K, V> {

  private final Replica<K, V> replica;
  private final LoadPass<K, V> pass;
  private final CycleControl control;
  private final ObservedCycle observed;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final AtomicInteger nextPart = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  PartLoads(
      Replica<K, V> replica, LoadPass<K, V> pass, CycleControl control, ObservedCycle observed) {
    this.replica = replica;
    this.pass = pass;
    this.control = control;
    this.observed = observed;
  }

  void run() throws Exception {
    int parts = replica.source().parts();
    if (parts < 1) {
      throw new IllegalStateException(
          "the loader says that it has %d partitions; at least 1 is needed, so nothing is loaded"
              .formatted(parts));
    }
    int helpers = Math.min(replica.rules().parallelism(), parts) - 1;
    CountDownLatch helpersLeft = new CountDownLatch(helpers);
    threads.add(Thread.currentThread());
    for (int number = 2; number < helpers + 2; number++) {
      if (!startHelper(number, parts, helpersLeft)) {
        helpersLeft.countDown();
      }
    }
    takeParts(parts);
    awaitHelpers(helpersLeft);
    Throwable first = failure.get();
    if (first != null) {
      throw Failures.asException(first);
    }
  }

  /** Says whether it could: a helper that is missing costs time only. */
  private boolean startHelper(int number, int parts, CountDownLatch helpersLeft) {
    try {
      Thread helper =
          replica
              .support()
              .threads()
              .newThread(
                  "midnight-load-%s-%d".formatted(replica.cache(), number),
                  replica
                      .support()
                      .carrier()
                      .capture()
                      .apply(observed.carried(() -> help(parts, helpersLeft))));
      threads.add(helper);
      control.start(helper, replica);
      return true;
    } catch (Throwable e) {
      CycleTrouble.helperMissing(replica.cache(), e);
      return false;
    }
  }

  private void help(int parts, CountDownLatch helpersLeft) {
    try {
      LoadThread.run(() -> takeParts(parts));
    } finally {
      control.leave(Thread.currentThread());
      helpersLeft.countDown();
    }
  }

  private void takeParts(int parts) {
    for (int part = nextPart.getAndIncrement();
        part < parts && failure.get() == null && control.open();
        part = nextPart.getAndIncrement()) {
      try {
        replica.source().load(part, pass);
        refuseInterrupted();
      } catch (Throwable e) {
        fail(e);
        return;
      }
    }
  }

  /**
   * A loader that was interrupted, restored the flag and returned has left rows out. Nobody but a
   * failed part or a cancellation interrupts from here, and these have been asked about before.
   */
  private void refuseInterrupted() throws InterruptedException {
    if (failure.get() == null && control.open() && Thread.interrupted()) {
      throw new InterruptedException(
          "the loader returned with its thread interrupted, so it may have left rows out");
    }
  }

  private void fail(Throwable cause) {
    if (failure.compareAndSet(null, cause)) {
      cancelOthers();
    }
  }

  private void cancelOthers() {
    pass.abort();
    for (Thread thread : threads) {
      if (thread != Thread.currentThread()) {
        thread.interrupt();
      }
    }
    if (threads.size() > 1) {
      pass.answers().runCancelActions();
    }
  }

  /** Helpers of a part load that failed are waited for too: the next attempt must not meet them. */
  private void awaitHelpers(CountDownLatch helpersLeft) throws InterruptedException {
    while (true) {
      try {
        helpersLeft.await();
        break;
      } catch (InterruptedException e) {
        if (!control.open()) {
          throw e;
        }
        fail(e);
      }
    }
    if (failure.get() != null && control.open()) {
      Thread.interrupted();
    }
  }
}
