package dev.midnight.disk;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.spi.StoreReadOnlyException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to write into one directory: held by one store of one process, until it is closed or
 * its process ends, however that ends.
 *
 * <p>The lock of a file belongs to the process, and closing <em>any</em> channel of that file gives
 * it up. So a second store of this process must not even open the file: {@link #TAKEN} is asked
 * first.
 */
final class WriteRight implements AutoCloseable {

  private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

  private final String cache;
  private final Path directory;

  @GuardedBy("this")
  private @Nullable FileChannel channel;

  @GuardedBy("this")
  private @Nullable FileLock lock;

  @GuardedBy("this")
  private boolean closed;

  WriteRight(String cache, Path directory) {
    this.cache = cache;
    this.directory = directory;
  }

  /** Whether it is held now. */
  synchronized boolean isHeld() {
    return lock != null;
  }

  /**
   * Tries to gain it, if it is not held.
   *
   * @return whether this call gained it
   */
  synchronized boolean gain() throws IOException {
    if (lock != null || closed || !TAKEN.add(directory)) {
      return false;
    }
    try {
      lock = tryLock();
    } finally {
      if (lock == null) {
        TAKEN.remove(directory);
      }
    }
    return lock != null;
  }

  @GuardedBy("this")
  private @Nullable FileLock tryLock() throws IOException {
    FileChannel file = channel;
    if (file == null) {
      Path path = directory.resolve("lock");
      file =
          FileChannel.open(
              path,
              Set.of(
                  StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
              Permissions.ofFile(path));
      channel = file;
    }
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) { // another class loader of this process has it
      return null;
    }
  }

  /** Throws if it is not held. */
  void require() throws StoreReadOnlyException {
    if (!isHeld()) {
      throw new StoreReadOnlyException(
          "Cache '%s': nothing was written to %s, because another store holds its lock file; what is there can be read."
                  .formatted(cache, directory)
              + " Give each running instance a directory of its own"
              + " (midnight.caches.%s.store.directory), or wait until the other has ended."
                  .formatted(cache));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    FileChannel file = channel;
    boolean held = lock != null;
    channel = null;
    lock = null;
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      StoreLog.closeFailed(cache, e);
    } finally {
      if (held) {
        TAKEN.remove(directory);
      }
    }
  }
}
