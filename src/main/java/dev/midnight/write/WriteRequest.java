package dev.midnight.write;

/** One call of a writer: what it locks and what it puts into the buffer. Used by one thread. */
interface WriteRequest<K, V> {

  /** It is in the buffer. */
  int ACCEPTED = 0;

  /** The buffer takes nothing any more. */
  int CLOSED = -1;

  /** Too many callers wait to be told. */
  int CROWDED = -2;

  /** The number of entries. */
  int size();

  /** Takes the locks of all shards that it touches, and returns the nanoseconds that it waited. */
  long lock(WriteBuffer<K, V> buffer);

  void unlock(WriteBuffer<K, V> buffer);

  /**
   * Puts everything into the buffer, or nothing. Called under the locks.
   *
   * @param reserved places that were taken before; surplus ones are given back
   * @return {@link #ACCEPTED}, {@link #CLOSED}, {@link #CROWDED}, or the number of places to wait
   *     for
   */
  int tryAccept(WriteBuffer<K, V> buffer, Room room, int reserved, PendingWrite future);

  /** Whether it was the first in a shard since the last cut. */
  boolean first();
}
