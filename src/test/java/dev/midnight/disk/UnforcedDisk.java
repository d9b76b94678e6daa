package dev.midnight.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** The real disk without waiting for it: where nobody pulls a plug, forcing only costs time. */
enum UnforcedDisk implements Disk {
  INSTANCE;

  @Override
  public NewFile create(Path file) throws IOException {
    return LocalDisk.INSTANCE.create(file);
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
    LocalDisk.INSTANCE.rename(from, to);
  }

  @Override
  public void force(Path directory) {}

  @Override
  public void delete(Path file) throws IOException {
    LocalDisk.INSTANCE.delete(file);
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    return LocalDisk.INSTANCE.list(directory);
  }
}
