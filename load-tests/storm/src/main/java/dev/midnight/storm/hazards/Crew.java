package dev.midnight.storm.hazards;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Daemon threads that begin together and are waited for, but not for ever: a thread that is caught
 * in a broken map's loop is left behind, and counted.
 */
final class Crew {

  private final List<Thread> threads = new ArrayList<>();

  void add(Runnable work) {
    Thread thread = new Thread(work, "storm-hazard-" + threads.size());
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((failed, cause) -> {});
    threads.add(thread);
  }

  void start() {
    threads.forEach(Thread::start);
  }

  /** Waits for all of them together and says how many are still running then. */
  long join(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = 0;
    for (Thread thread : threads) {
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
      left += thread.isAlive() ? 1 : 0;
    }
    return left;
  }
}
