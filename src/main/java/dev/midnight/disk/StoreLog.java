package dev.midnight.disk;

import dev.midnight.spi.PlainLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the store tells an operator that no caller is told. */
final class StoreLog {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.disk");

  private StoreLog() {}

  static void setAside(String cache, String file, String why) {
    log.warn(
        "Cache '{}': {} was set aside and is not used: {}",
        cache,
        PlainLine.of(file),
        PlainLine.of(why));
  }

  static void notUsed(String cache, String file, Exception why) {
    log.warn(
        "Cache '{}': {} is not used: {}", cache, PlainLine.of(file), PlainLine.of(why.toString()));
  }

  static void reasonLost(String cache, long generation, Exception failure) {
    log.warn(
        "Cache '{}': generation {} is marked, but the reason could not be stored ({}).",
        cache,
        generation,
        PlainLine.of(failure.toString()));
  }

  static void readOnly(String cache, Object directory) {
    log.warn(
        "Cache '{}': another store holds the lock of {}. This one restores from it, and saves nothing until that has"
            + " ended. Give each running instance its own midnight.caches.{}.store.directory.",
        cache,
        directory,
        cache);
  }

  static void closeFailed(String cache, Exception failure) {
    log.warn("Cache '{}': the lock of its store could not be closed.", cache, failure);
  }

  static void leftBehind(String cache, String file, Exception failure) {
    log.warn(
        "Cache '{}': {} could not be deleted ({}). It is not used, and deleted with a later save.",
        cache,
        file,
        PlainLine.of(failure.toString()));
  }
}
