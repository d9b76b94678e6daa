package dev.midnight.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** The real disk, with somebody who may break each operation that changes it. */
final class WatchedDisk implements Disk {

  private final Watcher watcher;

  WatchedDisk(Watcher watcher) {
    this.watcher = watcher;
  }

  /** Sees every operation before it is done. */
  @FunctionalInterface
  interface Watcher {

    /**
     * Throws, or ends the process, to break it.
     *
     * @param half does half of it, where there is such a thing
     */
    void before(String operation, Half half) throws IOException;
  }

  /** Half of an operation. */
  @FunctionalInterface
  interface Half {

    /** Of those that are done or not. */
    Half NOTHING = () -> {};

    void run() throws IOException;
  }

  @Override
  public NewFile create(Path file) throws IOException {
    watcher.before("create", Half.NOTHING);
    return new WatchedFile(LocalDisk.INSTANCE.create(file));
  }

  @Override
  public InputStream open(Path file) throws IOException {
    return LocalDisk.INSTANCE.open(file);
  }

  @Override
  public long size(Path file) throws IOException {
    return LocalDisk.INSTANCE.size(file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    watcher.before("rename", Half.NOTHING);
    LocalDisk.INSTANCE.rename(from, to);
  }

  @Override
  public void force(Path directory) throws IOException {
    watcher.before("force directory", Half.NOTHING);
    LocalDisk.INSTANCE.force(directory);
  }

  @Override
  public void delete(Path file) throws IOException {
    watcher.before("delete", Half.NOTHING);
    LocalDisk.INSTANCE.delete(file);
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    return LocalDisk.INSTANCE.list(directory);
  }

  private final class WatchedFile implements NewFile {

    private final NewFile file;

    WatchedFile(NewFile file) {
      this.file = file;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      watcher.before("write", () -> file.write(bytes.duplicate().limit(bytes.limit() / 2)));
      file.write(bytes);
    }

    @Override
    public void force() throws IOException {
      watcher.before("force", Half.NOTHING);
      file.force();
    }

    @Override
    public void close() throws IOException {
      try {
        watcher.before("close", Half.NOTHING);
      } finally {
        file.close();
      }
    }
  }
}
