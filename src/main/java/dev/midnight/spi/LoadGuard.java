package dev.midnight.spi;

import java.util.concurrent.Callable;

/** Stands between the refresh cycle and a loader: retries, limits and breaks. Thread-safe. */
public interface LoadGuard {

  /** Calls each attempt straight through. */
  LoadGuard NONE =
      new LoadGuard() {
        @Override
        public <T> T call(String cache, Callable<T> attempt) throws Exception {
          return attempt.call();
        }
      };

  /**
   * Runs load attempts until one succeeds or the guard gives up. Every call of the attempt is a
   * whole load of its own. A guard that lets none through throws {@link LoadRefusedException}.
   * Called on the thread that loads, which is interrupted when the cycle is cancelled.
   */
  <T> T call(String cache, Callable<T> attempt) throws Exception;
}
