package dev.midnight.jfr;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** A monitor and a lock that are held too long. */
final class PlantedLock {

  private static final long HELD = Duration.ofMillis(4).toNanos();

  private final HotMonitor monitor = new HotMonitor();
  private final ReentrantLock lock = new ReentrantLock();

  static final class HotMonitor {}

  /** A thread that parks and names nothing that it waits for. */
  static final class Rest implements AutoCloseable {

    private final Thread thread = new Thread(Rest::rest, "planted-rest");

    Rest() {
      thread.setDaemon(true);
      thread.start();
    }

    private static void rest() {
      while (!Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(HELD);
      }
    }

    boolean isAlive() {
      return thread.isAlive();
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }

  void throughMonitor() {
    inMonitor();
  }

  private void inMonitor() {
    synchronized (monitor) {
      work();
    }
  }

  void inLock() {
    lock.lock();
    try {
      work();
    } finally {
      lock.unlock();
    }
  }

  /** Busy, so that it is no wait of its own. */
  private static void work() {
    long end = System.nanoTime() + HELD;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(100_000);
    }
  }
}
