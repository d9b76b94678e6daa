package dev.midnight.disk;

import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.MemoryCodec;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file of what a cache remembers; a damaged one is set aside and never fatal. */
final class MemoryFile {

  private final String cache;
  private final Path file;
  private final Disk disk;
  private final MemoryCodec codec;

  MemoryFile(String cache, Path directory, Disk disk, MemoryCodec codec) {
    this.cache = cache;
    this.file = directory.resolve("memory");
    this.disk = disk;
    this.codec = codec;
  }

  /**
   * What is in it, or null.
   *
   * @param mayWrite whether a damaged one may be set aside
   */
  @Nullable CacheMemory read(boolean mayWrite) throws IOException {
    byte[] bytes;
    try {
      bytes = SmallFile.read(disk, file);
    } catch (NoSuchFileException e) {
      return null;
    } catch (DamagedFileException e) {
      setAside(e.getMessage(), mayWrite);
      return null;
    }
    try {
      return codec.decode(bytes);
    } catch (IOException e) {
      setAside(
          "It cannot be read by this version (%s).".formatted(e.getClass().getSimpleName()),
          mayWrite);
      return null;
    }
  }

  private void setAside(@Nullable String why, boolean mayWrite) throws IOException {
    StoreLog.setAside(cache, "The memory of the cache", String.valueOf(why));
    if (mayWrite) {
      disk.rename(file, file.resolveSibling("memory.damaged"));
    }
  }

  void write(CacheMemory memory) throws IOException {
    byte[] bytes = codec.encode(memory);
    if (bytes.length > Limits.MEMORY) {
      throw new IOException(
          "Cache '%s': its memory takes %d bytes, the most is %d; the older one stays."
              .formatted(cache, bytes.length, Limits.MEMORY));
    }
    SmallFile.write(disk, file, bytes);
  }
}
