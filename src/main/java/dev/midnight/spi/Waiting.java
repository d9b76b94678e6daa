package dev.midnight.spi;

/** What a thread can wait for in a cache. */
public enum Waiting {
  /** A writer for the lock of a shard, which other writers or a drain hold. */
  SHARD_LOCK,
  /** A writer for room in the write buffer. */
  ROOM,
  /** A drain for a publish of the same cache to end. */
  PUBLISH,
  /** A reader for a miss loader to find out what the snapshot does not hold. */
  MISS
}
