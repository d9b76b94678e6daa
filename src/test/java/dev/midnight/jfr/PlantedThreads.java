package dev.midnight.jfr;

import java.util.ArrayList;
import java.util.List;

/** Threads that meet at a planted lock until they are closed. */
final class PlantedThreads implements AutoCloseable {

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  PlantedThreads(PlantedLock lock) {
    start(lock::throughMonitor);
    start(lock::throughMonitor);
    start(lock::inLock);
    start(lock::inLock);
  }

  private void start(Runnable meeting) {
    Thread thread =
        new Thread(
            () -> {
              while (!closed) {
                meeting.run();
              }
            },
            "planted-" + threads.size());
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
  }

  List<String> names() {
    return threads.stream().map(Thread::getName).toList();
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(PlantedThreads::join);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
