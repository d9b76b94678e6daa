package dev.midnight.engine;

import dev.midnight.spi.CacheThreads;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Threads that a test can count, hold before their first step, and refuse, by their names. */
final class ObservedThreads implements CacheThreads {

  private final List<Thread> made = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile String held = "none is held";
  private volatile String refused = "none is refused";

  @Override
  public Thread newThread(String name, Runnable task) {
    if (name.startsWith(refused)) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    boolean hold = name.startsWith(held);
    Thread thread =
        PLATFORM.newThread(
            name,
            () -> {
              if (hold) {
                awaitUninterruptibly();
              }
              task.run();
            });
    made.add(thread);
    return thread;
  }

  private void awaitUninterruptibly() {
    boolean interrupted = false;
    while (released.getCount() > 0) {
      try {
        released.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  ObservedThreads holding(String prefix) {
    held = prefix;
    return this;
  }

  void release() {
    held = "none is held";
    released.countDown();
  }

  void refuse(String prefix) {
    refused = prefix;
  }

  void allowAll() {
    refused = "none is refused";
  }

  List<String> alive() {
    return made.stream().filter(Thread::isAlive).map(Thread::getName).toList();
  }
}
