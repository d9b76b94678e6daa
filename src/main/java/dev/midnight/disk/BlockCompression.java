package dev.midnight.disk;

import org.jspecify.annotations.Nullable;

/** Compresses single blocks. Thread-safe. */
public interface BlockCompression {

  /** Stores blocks as they are. */
  BlockCompression NONE =
      new BlockCompression() {
        @Override
        public int id() {
          return 0;
        }

        @Override
        public byte @Nullable [] compress(byte[] block, int length) {
          return null;
        }

        @Override
        public int decompress(byte[] compressed, int length, byte[] into, int expected) {
          return -1;
        }
      };

  /** The number of this compression in the header of a file; 0 for none. */
  int id();

  /** The compressed block, or null if that would not be smaller. */
  byte @Nullable [] compress(byte[] block, int length);

  /**
   * Decompresses a block and never writes more than {@code expected} bytes.
   *
   * @return how many bytes it was, or -1 if these are not bytes of this compression
   */
  int decompress(byte[] compressed, int length, byte[] into, int expected);
}
