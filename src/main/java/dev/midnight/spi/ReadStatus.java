package dev.midnight.spi;

/**
 * The reads of single keys through the cache since its start. Reads of a {@code Snapshot} that was
 * handed out are not among them.
 *
 * @param hits reads that found their key in the snapshot
 * @param misses all others, whatever a {@code MissLoader} made of them
 */
public record ReadStatus(long hits, long misses) {

  /** Of a cache that nobody has read. */
  public static final ReadStatus NONE = new ReadStatus(0, 0);
}
