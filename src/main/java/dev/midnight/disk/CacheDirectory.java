package dev.midnight.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Makes the directory of one cache, and sees that nobody else can put anything into it. */
final class CacheDirectory {

  private static final int LONGEST_READABLE = 60;
  private static final int WRITABLE_BY_ALL = 0002;
  private static final int STICKY = 01000;

  private CacheDirectory() {}

  /**
   * The directory of a cache below the one of all, made if need be.
   *
   * @throws IllegalArgumentException if somebody else could replace what is in it
   */
  static Path prepare(Disk disk, Path base, String cache) throws IOException {
    refuseBelowAFile(base, cache);
    Files.createDirectories(base, Permissions.ofDirectory(base));
    Path real = base.toRealPath();
    refuseIfOpenToAll(real, cache);
    Path own = real.resolve(nameOf(cache));
    try {
      Files.createDirectory(own, Permissions.ofDirectory(own));
      disk.force(real);
    } catch (FileAlreadyExistsException e) {
      refuseUnlessPrivate(own, cache);
    }
    return own;
  }

  /**
   * A name of one step that no file system reads as anything else: small letters, digits, dashes.
   * Where that changed the name, a digest keeps {@code Cities} apart from {@code cities}.
   */
  static String nameOf(String cache) {
    String safe = cache.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    if (safe.equals(cache) && !safe.isEmpty() && safe.length() <= LONGEST_READABLE) {
      return "cache-" + safe;
    }
    String readable = safe.substring(0, Math.min(safe.length(), LONGEST_READABLE));
    return "cache-" + readable + "~" + digest(cache);
  }

  private static String digest(String cache) {
    try {
      byte[] bytes =
          MessageDigest.getInstance("SHA-256").digest(cache.getBytes(StandardCharsets.UTF_16BE));
      return HexFormat.of().formatHex(bytes, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /** No disk that comes back makes a directory of a file. */
  private static void refuseBelowAFile(Path base, String cache) {
    for (Path step = base; step != null; step = step.getParent()) {
      if (Files.isRegularFile(step)) {
        throw refused(cache, step, "is a file, not a directory", "remove");
      }
    }
  }

  private static void refuseIfOpenToAll(Path base, String cache) throws IOException {
    if (!Permissions.arePosix(base)) {
      return;
    }
    int mode = (int) Files.getAttribute(base, "unix:mode");
    if ((mode & WRITABLE_BY_ALL) != 0 && (mode & STICKY) == 0) {
      throw refused(cache, base, "can be written by every user of this machine", "chmod o-w");
    }
  }

  private static void refuseUnlessPrivate(Path own, String cache) throws IOException {
    if (!Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
      throw refused(cache, own, "is a link or a file, not a directory", "remove");
    }
    if (Permissions.arePosix(own)
        && !Files.getPosixFilePermissions(own, LinkOption.NOFOLLOW_LINKS)
            .equals(Permissions.OF_DIRECTORY)) {
      throw refused(cache, own, "can be used by others than its owner", "chmod 700");
    }
  }

  private static IllegalArgumentException refused(
      String cache, Path directory, String what, String remedy) {
    return new IllegalArgumentException(
        "Cache '%s': its store is refused, because %s %s. Nothing is saved or restored there."
                .formatted(cache, directory, what)
            + " To mend it: %s %s. See midnight.caches.%s.store.directory."
                .formatted(remedy, directory, cache));
  }
}
