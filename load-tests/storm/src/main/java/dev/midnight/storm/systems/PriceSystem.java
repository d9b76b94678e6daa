package dev.midnight.storm.systems;

import java.io.IOException;

/**
 * One way to keep the price list in memory. Reads and writes are made by many threads, the rest by
 * one.
 */
public interface PriceSystem extends AutoCloseable {

  /** A price that is not there. */
  long MISSING = -1;

  /** Reads the list for the first time. */
  void fill() throws Exception;

  /** Does what this system does at midnight; returns when it has nothing more to wait for. */
  void midnight() throws Exception;

  /** Whether each key is renewed when its turn comes, so that {@link #midnight} does not wait. */
  default boolean renewsKeyByKey() {
    return false;
  }

  /**
   * Makes one request: the days of several prices, as much at one moment as this system can.
   *
   * @param days filled, with {@link #MISSING} where there is no price
   */
  void read(String[] keys, long[] days);

  /** Writes a price online, after the source; false if this system has no such thing. */
  boolean write(Price price);

  @Override
  default void close() throws IOException {}
}
