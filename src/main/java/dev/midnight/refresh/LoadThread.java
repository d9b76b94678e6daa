package dev.midnight.refresh;

/**
 * Knows whether the current thread runs a loader, and so holds a place that others may wait for.
 */
final class LoadThread {

  private static final ThreadLocal<Boolean> LOADING = ThreadLocal.withInitial(() -> false);

  private LoadThread() {}

  static void run(Runnable load) {
    LOADING.set(true);
    try {
      load.run();
    } finally {
      LOADING.remove();
    }
  }

  static boolean isCurrent() {
    return LOADING.get();
  }
}
