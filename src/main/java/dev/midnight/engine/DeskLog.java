package dev.midnight.engine;

import dev.midnight.Trigger;
import dev.midnight.spi.PlainFailure;
import dev.midnight.spi.Repeats;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What is said of scheduled times that do not become a refresh of their own, as sentences and as
 * key-value pairs; no more often than {@link Repeats} allows. Thread-safe.
 */
final class DeskLog {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.engine");

  private final String name;
  private final Repeats repeats = new Repeats();

  DeskLog(String name) {
    this.name = name;
  }

  /** A scheduled time became a refresh. */
  void served() {
    repeats.end();
  }

  void parentsFailed(
      Instant due, Trigger trigger, @Nullable List<String> failed, @Nullable Throwable broken) {
    int times = repeats.count("dependency-failed");
    LoggingEventBuilder line = line("dependency-failed", times, due, trigger);
    if (broken != null && times == 1) {
      line = line.setCause(PlainFailure.of(broken));
    }
    line.log(
        "'{}': {} was not refreshed well for {}, so this one is not refreshed{}; its data stays",
        name,
        failed == null ? "what it depends on" : failed,
        due,
        Repeats.words(times));
  }

  void skippedFor(long running, Instant due, Trigger trigger) {
    int times = repeats.count("overrun");
    line("overrun", times, due, trigger)
        .addKeyValue("running", running)
        .log(
            "'{}': its scheduled time {} met refresh {}, which still runs, and is skipped{}",
            name,
            due,
            running,
            Repeats.words(times));
  }

  void queuedBehind(long running, Instant due, Trigger trigger) {
    int times = repeats.count("queued");
    line("queued", times, due, trigger)
        .addKeyValue("running", running)
        .log(
            "'{}': its scheduled time {} met refresh {}, which still runs{}; one more follows it",
            name,
            due,
            running,
            Repeats.words(times));
  }

  private LoggingEventBuilder line(String reason, int times, Instant due, Trigger trigger) {
    return log.atLevel(Repeats.level(times))
        .addKeyValue("cache", name)
        .addKeyValue("trigger", trigger.name())
        .addKeyValue("due", due)
        .addKeyValue("reason", reason)
        .addKeyValue("times", times);
  }
}
