package dev.midnight.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Gives the codec the bytes that it wrote: each block is verified before a byte of it is seen. */
final class BlockInput extends InputStream {

  private final CheckedInput in;
  private final BlockCompression compression;
  private final byte[] block = new byte[Limits.BLOCK];
  private int position;
  private int filled;
  private int blocks;
  private long length;
  private long entries = -1;

  BlockInput(CheckedInput in, BlockCompression compression) {
    this.in = in;
    this.compression = compression;
  }

  @Override
  public int read() throws IOException {
    return fill() ? block[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int step = Math.min(count, filled - position);
    System.arraycopy(block, position, into, offset, step);
    position += step;
    return step;
  }

  /** Whether there is a byte at the position; reads the next block if need be. */
  private boolean fill() throws IOException {
    if (position == filled && entries < 0) {
      readBlock();
    }
    return position < filled;
  }

  private void readBlock() throws IOException {
    ByteBuffer prefix = in.read(BlockOutput.PREFIX);
    int number = prefix.getInt();
    int rawLength = prefix.getInt();
    int storedLength = prefix.getInt();
    if (number != blocks++) {
      throw in.damaged("block %d stands where block %d should".formatted(number, blocks - 1));
    }
    if (rawLength == 0) {
      readLast(storedLength);
    } else {
      readBlock(rawLength, storedLength);
    }
  }

  private void readBlock(int rawLength, int storedLength) throws IOException {
    if (rawLength < 0
        || rawLength > Limits.BLOCK
        || storedLength < 1
        || storedLength > rawLength
        || (long) storedLength * Limits.RATIO < rawLength) {
      throw in.damaged(
          "a block of %d bytes stored in %d is beyond the limits"
              .formatted(rawLength, storedLength));
    }
    byte[] stored = in.read(storedLength).array();
    in.verify();
    if (storedLength == rawLength) {
      System.arraycopy(stored, 0, block, 0, rawLength);
    } else if (compression.decompress(stored, storedLength, block, rawLength) != rawLength) {
      throw in.damaged("a block cannot be decompressed to its length");
    }
    position = 0;
    filled = rawLength;
    length += rawLength;
  }

  private void readLast(int storedLength) throws IOException {
    if (storedLength != 2 * Long.BYTES) {
      throw in.damaged("its last block has a wrong length");
    }
    ByteBuffer last = in.read(storedLength);
    in.verify();
    in.end();
    entries = last.getLong();
    if (last.getLong() != length) {
      throw in.damaged("blocks are missing");
    }
  }

  /** Reads to the end of the file and sees that it held so many entries. */
  void finish(long expected) throws IOException {
    if (fill()) {
      throw in.damaged("there are bytes behind its last entry");
    }
    if (entries != expected) {
      throw in.damaged("its end counts %d entries, its head %d".formatted(entries, expected));
    }
  }
}
