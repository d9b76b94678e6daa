package dev.midnight.disk;

import dev.midnight.spi.PlainLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** What the store tells an operator that no caller is told. */
final class StoreLog {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.disk");

  private StoreLog() {}

  static void setAside(String cache, String file, String why) {
    line(cache)
        .addKeyValue("file", PlainLine.of(file))
        .addKeyValue("reason", PlainLine.of(why))
        .log(
            "Cache '{}': {} was set aside and is not used: {}",
            cache,
            PlainLine.of(file),
            PlainLine.of(why));
  }

  static void notUsed(String cache, String file, Exception why) {
    line(cache)
        .addKeyValue("file", PlainLine.of(file))
        .addKeyValue("reason", PlainLine.of(why.toString()))
        .log(
            "Cache '{}': {} is not used: {}",
            cache,
            PlainLine.of(file),
            PlainLine.of(why.toString()));
  }

  static void reasonLost(String cache, long generation, Exception failure) {
    line(cache)
        .addKeyValue("generation", generation)
        .addKeyValue("reason", PlainLine.of(failure.toString()))
        .log(
            "Cache '{}': generation {} is marked, but the reason could not be stored ({}).",
            cache,
            generation,
            PlainLine.of(failure.toString()));
  }

  static void readOnly(String cache, Object directory) {
    line(cache)
        .addKeyValue("directory", directory)
        .log(
            "Cache '{}': another store holds the lock of {}. This one restores from it, and saves nothing until that has"
                + " ended. Give each running instance its own midnight.caches.{}.store.directory.",
            cache,
            directory,
            cache);
  }

  static void closeFailed(String cache, Exception failure) {
    line(cache)
        .setCause(failure)
        .log("Cache '{}': the lock of its store could not be closed.", cache);
  }

  static void leftBehind(String cache, String file, Exception failure) {
    line(cache)
        .addKeyValue("file", file)
        .addKeyValue("reason", PlainLine.of(failure.toString()))
        .log(
            "Cache '{}': {} could not be deleted ({}). It is not used, and deleted with a later save.",
            cache,
            file,
            PlainLine.of(failure.toString()));
  }

  private static LoggingEventBuilder line(String cache) {
    return log.atWarn().addKeyValue("cache", cache);
  }
}
