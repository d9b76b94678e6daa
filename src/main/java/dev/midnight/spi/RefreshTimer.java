package dev.midnight.spi;

import dev.midnight.MisfirePolicy;

/** Calls caches and groups at their scheduled times. */
public interface RefreshTimer {

  /**
   * Schedules a cache by its {@link ManagedCache#schedule()} and {@link ManagedCache#jitter()};
   * each time is handed to {@link ManagedCache#tick} and the timer's thread returns at once.
   *
   * @param misfire what to do about times that passed while nothing could run
   */
  void schedule(Scheduled target, MisfirePolicy misfire);

  /** Begins to call. */
  void start();

  /** Calls no more; does not wait for running refreshes. */
  void stop();
}
