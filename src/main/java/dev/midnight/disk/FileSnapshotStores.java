package dev.midnight.disk;

import dev.midnight.spi.MemoryCodec;
import dev.midnight.spi.SnapshotCodec;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.SnapshotStores;
import dev.midnight.spi.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** Opens stores that are directories of files. */
public final class FileSnapshotStores implements SnapshotStores {

  private final BlockCompression compression;
  private final MemoryCodec memories;
  private final Clock clock;
  private final Disk disk;

  /** Stores on this machine's file system. */
  public FileSnapshotStores(BlockCompression compression, MemoryCodec memories, Clock clock) {
    this(compression, memories, clock, LocalDisk.INSTANCE);
  }

  FileSnapshotStores(BlockCompression compression, MemoryCodec memories, Clock clock, Disk disk) {
    this.compression = compression;
    this.memories = memories;
    this.clock = clock;
    this.disk = disk;
  }

  @Override
  public String type() {
    return "file";
  }

  @Override
  public <K, V> SnapshotStore<K, V> open(StoreSettings settings, SnapshotCodec<K, V> codec)
      throws IOException {
    String cache = settings.cache();
    Path base = settings.directory();
    if (base == null) {
      throw new IllegalArgumentException(
          "Cache '%s' has store.type file and no directory; nothing could be saved. Set midnight.caches.%s.store.directory."
              .formatted(cache, cache));
    }
    Path directory = CacheDirectory.prepare(disk, base, cache);
    GenerationFiles files = new GenerationFiles(cache, directory, disk);
    FileSnapshotStore<K, V> store =
        new FileSnapshotStore<>(
            files,
            new GenerationFormat<>(cache, codec, compression, clock),
            new MemoryFile(cache, directory, disk, memories));
    try {
      store.begin();
    } catch (IOException | RuntimeException e) {
      store.close(); // a lock file left open would end the lock of the store that is opened next
      throw e;
    }
    return store;
  }
}
