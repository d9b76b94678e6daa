package dev.midnight.spi;

/** Makes the threads of a cache; thread-safe. */
@FunctionalInterface
public interface CacheThreads {

  /** Platform daemon threads. */
  CacheThreads PLATFORM =
      (name, task) -> {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
      };

  /** A new daemon thread of that name, not started. */
  Thread newThread(String name, Runnable task);
}
