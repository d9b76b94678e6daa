package dev.midnight.write;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The capacity of a buffer: a key takes a place when it is first written and gives it back when
 * readers can see it. First come, first served, whatever the number of places.
 */
final class Room {

  private final int capacity;
  private final Semaphore places;

  Room(int capacity) {
    this.capacity = capacity;
    this.places = new Semaphore(capacity, true);
  }

  /** Takes places if they are free and nobody waits for some. Never waits. */
  boolean tryTake(int keys) {
    return keys <= 0 || (!places.hasQueuedThreads() && places.tryAcquire(keys));
  }

  /** Waits for places. */
  boolean take(int keys, Duration timeout) throws InterruptedException {
    return places.tryAcquire(keys, timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  void giveBack(int keys) {
    if (keys > 0) {
      places.release(keys);
    }
  }

  /** Lets everybody through who waits: each finds the buffer closed and gives its places back. */
  void letThrough() {
    places.release(capacity);
  }

  int capacity() {
    return capacity;
  }

  int taken() {
    return Math.max(0, capacity - places.availablePermits());
  }
}
