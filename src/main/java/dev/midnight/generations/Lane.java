package dev.midnight.generations;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.spi.CacheThreads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue of tasks that may wait for a disk, run one by one on a thread that lives while there are
 * any. Thread-safe; where no thread can be had, the tasks wait for the next one that comes.
 */
final class Lane {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.generations");

  private final String name;
  private final CacheThreads threads;

  @GuardedBy("this")
  private final Deque<Runnable> tasks = new ArrayDeque<>();

  @GuardedBy("this")
  private boolean running;

  Lane(String name, CacheThreads threads) {
    this.name = name;
    this.threads = threads;
  }

  void add(Runnable task) {
    synchronized (this) {
      tasks.add(task);
      if (running) {
        return;
      }
      running = true;
    }
    try {
      threads.newThread(name, this::work).start();
    } catch (Throwable e) {
      log.atWarn()
          .addKeyValue("thread", name)
          .setCause(e)
          .log("'{}': no thread to be had; what is to be stored waits for the next time", name);
      ended();
    }
  }

  private void work() {
    for (Runnable task = next(); task != null; task = next()) {
      try {
        task.run();
      } catch (Throwable e) {
        log.atError()
            .addKeyValue("thread", name)
            .setCause(e)
            .log("'{}': a task broke; the others go on", name);
      }
    }
  }

  private synchronized @Nullable Runnable next() {
    Runnable task = tasks.poll();
    if (task == null) {
      ended();
    }
    return task;
  }

  private synchronized void ended() {
    running = false;
    notifyAll();
  }

  /** Waits until nothing is left to do, for so long at most; says whether that is so. */
  synchronized boolean awaitIdle(Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    try {
      while (running) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
