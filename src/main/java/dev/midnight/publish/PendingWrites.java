package dev.midnight.publish;

/** The buffer of online writes, as the publisher sees it. Thread-safe. */
public interface PendingWrites<K, V> {

  /**
   * Takes everything that was accepted so far: one consistent cut, in which each accepted write is
   * whole or absent. Called under the publisher's lock; takes the locks of the buffer's shards.
   */
  WriteBatch<K, V> cut();

  /**
   * Says that writes which were cut could not be made visible and wait for the next drain. Called
   * under the publisher's lock; returns at once.
   */
  void drainLater();
}
