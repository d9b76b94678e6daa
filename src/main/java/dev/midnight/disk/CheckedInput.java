package dev.midnight.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Reads parts that {@link CheckedOutput} has written. */
final class CheckedInput {

  private final InputStream file;
  private final String name;
  private final CRC32C checksum = new CRC32C();

  /** Reads from a file of that name, which stands in the messages. */
  CheckedInput(InputStream file, String name) {
    this.file = file;
    this.name = name;
  }

  /** Reads a piece of a part; what it says is not proven before {@link #verify}. */
  ByteBuffer read(int length) throws IOException {
    byte[] bytes = exactly(length);
    checksum.update(bytes);
    return ByteBuffer.wrap(bytes);
  }

  /** Ends a part: all pieces so far are what was written. */
  void verify() throws IOException {
    int expected = ByteBuffer.wrap(exactly(Integer.BYTES)).getInt();
    if (expected != (int) checksum.getValue()) {
      throw damaged("its checksum does not fit");
    }
  }

  /** Ends the file. */
  void end() throws IOException {
    if (file.read() >= 0) {
      throw damaged("there are bytes behind its end");
    }
  }

  DamagedFileException damaged(String how) {
    return new DamagedFileException("%s is damaged: %s.".formatted(name, how));
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = file.readNBytes(length);
    if (bytes.length < length) {
      throw damaged("it ends too early");
    }
    return bytes;
  }
}
