package dev.midnight.disk;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Who may read what a store writes: its owner. */
final class Permissions {

  static final Set<PosixFilePermission> OF_DIRECTORY = PosixFilePermissions.fromString("rwx------");
  static final Set<PosixFilePermission> OF_FILE = PosixFilePermissions.fromString("rw-------");

  private Permissions() {}

  static FileAttribute<?>[] ofFile(Path file) {
    return asAttribute(file, OF_FILE);
  }

  static FileAttribute<?>[] ofDirectory(Path directory) {
    return asAttribute(directory, OF_DIRECTORY);
  }

  static boolean arePosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] asAttribute(Path file, Set<PosixFilePermission> permissions) {
    return arePosix(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}
