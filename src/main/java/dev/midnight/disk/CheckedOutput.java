package dev.midnight.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Writes parts to a file, each followed by the checksum of all parts so far: a part that is
 * missing, moved or taken from another file does not fit. The checksums are not checksummed: with
 * its own checksum behind it, any text has the same one.
 */
final class CheckedOutput {

  private final Disk.NewFile file;
  private final CRC32C checksum = new CRC32C();
  private long written;

  CheckedOutput(Disk.NewFile file) {
    this.file = file;
  }

  /** Writes one part. */
  void write(ByteBuffer part) throws IOException {
    checksum.update(part.duplicate());
    int length = part.remaining();
    file.write(part);
    file.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, (int) checksum.getValue()));
    written += length + Integer.BYTES;
  }

  /** How many bytes the file has now. */
  long written() {
    return written;
  }
}
