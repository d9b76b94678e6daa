package dev.midnight.write;

import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.ThrowLog;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of a cache that drains its writes. It starts with the first write, and parks while
 * nothing is to be done.
 *
 * <p>Concurrency: a writer buffers first and signals then; the drainer clears the signal first and
 * drains then. So a write is in the drain that follows, or its signal outlives the clearing. The
 * thread ends when it is told to stop and all callbacks are taken care of; nothing else ends it.
 */
final class WriteDrainer {

  private static final Logger LOG = LoggerFactory.getLogger("dev.midnight.write");
  private static final long LOOK = Duration.ofMillis(2).toNanos();

  private final String cache;
  private final ThrowLog noThread =
      new ThrowLog(LOG, "no thread to drain writes; the next write tries again");
  private final ThrowLog failedDrains =
      new ThrowLog(
          LOG, "a drain of writes failed; they wait, and it is tried again until it succeeds");
  private final CacheThreads threads;
  private final DrainPass pass;
  private final Callbacks callbacks;
  private final DrainPace pace;
  private final CpuClock cpu;
  private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

  /** The nanoseconds of a processor that drains have used. */
  private final LongAdder used = new LongAdder();

  private volatile boolean signalled;
  private volatile boolean hurried;
  private volatile boolean stopped;

  WriteDrainer(WriteSettings settings, CacheThreads threads, DrainPass pass, Callbacks callbacks) {
    this(settings, threads, pass, callbacks, CpuClock.CURRENT_THREAD);
  }

  WriteDrainer(
      WriteSettings settings,
      CacheThreads threads,
      DrainPass pass,
      Callbacks callbacks,
      CpuClock cpu) {
    this.cpu = cpu;
    this.cache = settings.cache();
    this.threads = threads;
    this.pass = pass;
    this.callbacks = callbacks;
    this.pace = new DrainPace(settings.drainInterval());
    callbacks.watchedBy(this::lookAgain);
  }

  /** Says that something was buffered. Cheap where that was said before. */
  void signal() {
    if (!signalled) {
      signalled = true;
      wake();
    }
  }

  /** Says that a writer waits for room: the interval need not be kept. */
  void hurry() {
    hurried = true;
    signalled = true;
    wake();
  }

  /** Says that there are callbacks to look after; whoever wrote them has started the thread. */
  private void lookAgain() {
    Thread running = thread.get();
    if (running != null && running != Thread.currentThread()) {
      LockSupport.unpark(running);
    }
  }

  Duration used() {
    return Duration.ofNanos(used.sum());
  }

  /** Ends the thread once all callbacks are taken care of. */
  void stop() {
    stopped = true;
    wake();
  }

  private void wake() {
    Thread running = thread.get();
    if (running != null) {
      LockSupport.unpark(running);
    } else if (!stopped) {
      start();
    }
  }

  private void start() {
    Thread fresh = threads.newThread("midnight-drain-" + cache, this::run);
    if (!thread.compareAndSet(null, fresh)) {
      wake();
      return;
    }
    try {
      fresh.start();
    } catch (OutOfMemoryError failure) {
      thread.set(null);
      signalled = false;
      noThread.threw(cache, failure);
    }
  }

  private void run() {
    while (!stopped) {
      if (!signalled) {
        rest();
      } else {
        long now = System.nanoTime();
        long remaining = pace.remaining(now, hurried);
        if (remaining > 0) {
          pause(remaining);
        } else {
          drain(now);
        }
      }
    }
    while (!callbacks.done()) {
      pause(LOOK);
    }
  }

  private void rest() {
    if (callbacks.done()) {
      LockSupport.park(this);
      clearInterrupt();
    } else {
      pause(LOOK);
    }
  }

  /** Looks after the callbacks meanwhile: what a drain waits for may wait for one of them. */
  private void pause(long nanos) {
    boolean idle = callbacks.done();
    LockSupport.parkNanos(this, idle ? nanos : Math.min(nanos, LOOK));
    clearInterrupt();
    if (!idle) {
      callbacks.look();
    }
  }

  /** An interrupt means nothing here, and left standing it would keep the thread from parking. */
  private static void clearInterrupt() {
    if (Thread.interrupted()) {
      LOG.debug("An interrupt of the drainer was ignored: it ends when its cache is closed.");
    }
  }

  private void drain(long start) {
    hurried = false;
    signalled = false;
    long before = cpu.nanos();
    try {
      pass.drain();
      if (failedDrains.ended()) {
        LOG.atInfo().addKeyValue("cache", cache).log("Cache '{}': writes are drained again", cache);
      }
      long cost = cpu.nanos() - before;
      used.add(cost);
      pace.succeeded(start, cost);
    } catch (Throwable failure) {
      failed(start, failure);
    }
    if (!callbacks.done()) {
      callbacks.look();
    }
  }

  /** Errors do not end the drainer either: without it every later write would wait for ever. */
  private void failed(long start, Throwable failure) {
    failedDrains.threw(cache, failure);
    pace.failed(start);
    signalled = true;
  }

  /** One attempt to make writes visible. */
  @FunctionalInterface
  interface DrainPass {
    void drain();
  }
}
