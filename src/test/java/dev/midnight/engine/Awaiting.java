package dev.midnight.engine;

import static org.awaitility.Awaitility.await;

import dev.midnight.test.CommandedCache;

/** Waits for states of a cache that no future tells of. */
final class Awaiting {

  private Awaiting() {}

  /** Until the cycle has left the queue. */
  static void running(CommandedCache<?, ?> cache) {
    await().until(() -> Managed.status(cache).running() != null);
  }
}
