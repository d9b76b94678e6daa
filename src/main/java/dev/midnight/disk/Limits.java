package dev.midnight.disk;

/** What a file may ask of its reader. Checked before anything is allocated. */
final class Limits {

  /** The largest block before compression: what reader and writer hold in memory. */
  static final int BLOCK = 256 * 1024;

  /**
   * How much larger than stored a block may be. A block that compresses better is stored as it is,
   * so that a small file never becomes a large heap.
   */
  static final int RATIO = 200;

  /** The largest description of a generation. */
  static final int HEADER = 64 * 1024;

  /** The fewest bytes of an entry: one for its key, one for its value. */
  static final int SMALLEST_ENTRY = 2;

  /** The largest memory of a cache. */
  static final int MEMORY = 16 * 1024 * 1024;

  private Limits() {}

  /** The most entries that a file of so many bytes can hold. */
  static long entries(long fileSize) {
    return Math.multiplyExact(fileSize, RATIO) / SMALLEST_ENTRY;
  }
}
