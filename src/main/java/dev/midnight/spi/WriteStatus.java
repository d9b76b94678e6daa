package dev.midnight.spi;

/**
 * The write path of a cache, counted since its start.
 *
 * @param accepted writes that were buffered
 * @param merged accepted writes that replaced an earlier buffered one of the same key
 * @param rejected writes that were turned away
 * @param buffered distinct keys in the buffer now
 * @param capacity of the buffer, in distinct keys
 * @param drains published
 */
public record WriteStatus(
    long accepted, long merged, long rejected, long buffered, long capacity, long drains) {

  /** Of a cache that takes no writes. */
  public static final WriteStatus NONE = new WriteStatus(0, 0, 0, 0, 0, 0);
}
