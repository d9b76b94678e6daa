package dev.midnight.disk;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Compresses each block into one Zstandard frame. */
public final class ZstdCompression implements BlockCompression {

  private static final int LEVEL = 1;

  /**
   * Loads the native library.
   *
   * @throws LinkageError if there is none for this platform, or it may not be loaded
   */
  public ZstdCompression() {
    byte[] probe = new byte[64];
    byte[] frame = Zstd.compress(probe, LEVEL);
    if (decompress(frame, frame.length, new byte[64], 64) != 64) {
      throw new UnsatisfiedLinkError("zstd-jni does not read what it has written");
    }
  }

  @Override
  public int id() {
    return 1;
  }

  @Override
  public byte @Nullable [] compress(byte[] block, int length) {
    byte[] room = new byte[(int) Zstd.compressBound(length)];
    long size = Zstd.compressByteArray(room, 0, room.length, block, 0, length, LEVEL);
    return Zstd.isError(size) || size >= length ? null : Arrays.copyOf(room, (int) size);
  }

  @Override
  public int decompress(byte[] compressed, int length, byte[] into, int expected) {
    try {
      long size = Zstd.decompressByteArray(into, 0, expected, compressed, 0, length);
      return Zstd.isError(size) ? -1 : (int) size;
    } catch (ZstdException e) {
      return -1;
    }
  }
}
