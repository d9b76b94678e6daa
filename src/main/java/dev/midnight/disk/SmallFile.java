package dev.midnight.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A small file that is replaced as a whole: magic, length, bytes, checksum. One writer at a time in
 * one directory, for they share the name of what is not finished.
 */
final class SmallFile {

  private static final int MAGIC = 0x89_4D_4E_4D;
  private static final int FIXED = 2 * Integer.BYTES;

  private SmallFile() {}

  /** Replaces it, durably. */
  static void write(Disk disk, Path file, byte[] bytes) throws IOException {
    Path saving = file.resolveSibling("small.saving");
    disk.delete(saving);
    try {
      try (Disk.NewFile out = disk.create(saving)) {
        ByteBuffer part = ByteBuffer.allocate(FIXED + bytes.length);
        new CheckedOutput(out).write(part.putInt(MAGIC).putInt(bytes.length).put(bytes).flip());
        out.force();
      }
      disk.rename(saving, file);
    } catch (IOException e) {
      deleteQuietly(disk, saving, e);
      throw e;
    }
    Path directory = file.getParent();
    if (directory != null) {
      disk.force(directory);
    }
  }

  private static void deleteQuietly(Disk disk, Path file, IOException because) {
    try {
      disk.delete(file);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  /** Its bytes. */
  static byte[] read(Disk disk, Path file) throws IOException {
    disk.size(file); // refuses what is no file
    try (InputStream stream = disk.open(file)) {
      CheckedInput in = new CheckedInput(stream, file.getFileName().toString());
      ByteBuffer fixed = in.read(FIXED);
      int magic = fixed.getInt();
      int length = fixed.getInt();
      if (magic != MAGIC || length < 0 || length > Limits.MEMORY) {
        throw in.damaged("its head makes no sense");
      }
      byte[] bytes = in.read(length).array();
      in.verify();
      in.end();
      return bytes;
    }
  }
}
