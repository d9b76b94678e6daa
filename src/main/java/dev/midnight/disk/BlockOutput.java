package dev.midnight.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Cuts the bytes of the codec into blocks: its number, its length, the length that it is stored in,
 * and the bytes. Equal lengths mean that it is not compressed; a block of length 0 is the last.
 */
final class BlockOutput extends OutputStream {

  static final int PREFIX = 3 * Integer.BYTES;

  private final CheckedOutput out;
  private final BlockCompression compression;
  private final byte[] block = new byte[Limits.BLOCK];
  private int filled;
  private int blocks;
  private long length;

  BlockOutput(CheckedOutput out, BlockCompression compression) {
    this.out = out;
    this.compression = compression;
  }

  @Override
  public void write(int oneByte) throws IOException {
    if (filled == block.length) {
      writeBlock();
    }
    block[filled++] = (byte) oneByte;
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    int done = 0;
    while (done < count) {
      if (filled == block.length) {
        writeBlock();
      }
      int step = Math.min(count - done, block.length - filled);
      System.arraycopy(bytes, offset + done, block, filled, step);
      filled += step;
      done += step;
    }
  }

  private void writeBlock() throws IOException {
    byte[] stored = compression.compress(block, filled);
    if (stored == null || (long) stored.length * Limits.RATIO < filled) {
      writeBlock(block, filled);
    } else {
      writeBlock(stored, stored.length);
    }
    length += filled;
    filled = 0;
  }

  private void writeBlock(byte[] stored, int storedLength) throws IOException {
    ByteBuffer part = ByteBuffer.allocate(PREFIX + storedLength);
    part.putInt(blocks++).putInt(filled).putInt(storedLength).put(stored, 0, storedLength);
    out.write(part.flip());
  }

  /** Writes what is left, and the last block, which says how much there was in all. */
  void finish(long entries) throws IOException {
    if (filled > 0) {
      writeBlock();
    }
    ByteBuffer last = ByteBuffer.allocate(PREFIX + 2 * Long.BYTES);
    last.putInt(blocks).putInt(0).putInt(2 * Long.BYTES).putLong(entries).putLong(length);
    out.write(last.flip());
  }
}
