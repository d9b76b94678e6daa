package dev.midnight.spi;

import java.io.IOException;

/**
 * Turns what a cache remembers into bytes and back; those of a later version too, without what is
 * new in them. Thread-safe.
 */
public interface MemoryCodec {

  /** The bytes of it. */
  byte[] encode(CacheMemory memory);

  /**
   * The memory of these bytes.
   *
   * @throws IOException if they are not what {@link #encode} writes
   */
  CacheMemory decode(byte[] bytes) throws IOException;
}
