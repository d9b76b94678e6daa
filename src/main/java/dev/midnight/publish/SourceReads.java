package dev.midnight.publish;

/**
 * Which of the loads that read the source to its end is published. A loader that says {@code
 * unchanged()} compares with the newest of them; where that was rejected, pinned out, tried dry or
 * rolled back, it says nothing of what is published. Guarded by the publisher's lock.
 */
final class SourceReads {

  /** Of entries that no load of this process has read. */
  static final long UNKNOWN = -1;

  /** Of entries that an earlier process read last. */
  static final long BEFORE_ANY = 0;

  private long newest;
  private long published;

  /** The number of a load that has just read the source to its end. */
  long next() {
    return ++newest;
  }

  void published(long read) {
    published = read;
  }

  boolean newestIsPublished() {
    return published == newest;
  }
}
