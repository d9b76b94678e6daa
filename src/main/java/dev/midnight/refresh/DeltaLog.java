package dev.midnight.refresh;

import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.spi.DeltaReport;
import dev.midnight.spi.PlainFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What a delta says in the log: one line at its end, none where nothing had changed. Every line
 * carries its facts as key-value pairs too, named as those of a refresh's line are. A failure that
 * repeats is said the first, second, fourth, eighth … time, as that of a refresh is.
 */
final class DeltaLog {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.delta");

  private DeltaLog() {}

  static void ended(DeltaReport report, DeltaHistory.Before before, @Nullable Throwable failure) {
    switch (report.outcome()) {
      case PUBLISHED, UNCHANGED -> published(report, before.failures());
      case SKIPPED, CANCELLED -> notPublished(Level.INFO, report, 1, failure);
      default -> {
        int inARow = before.sameInARow();
        Level level = Integer.bitCount(inARow) == 1 ? Level.WARN : Level.DEBUG;
        notPublished(level, report, inARow, failure);
      }
    }
  }

  private static void published(DeltaReport report, int failuresBefore) {
    boolean told = report.outcome() == Outcome.PUBLISHED || failuresBefore > 0;
    Changes changes = report.changes();
    line(told ? Level.INFO : Level.DEBUG, report)
        .log(
            "Cache '{}': delta {} {}: +{} ~{} -{} from {} rows, up to '{}', in {}{}",
            report.cache(),
            report.cycle(),
            report.outcome() == Outcome.PUBLISHED ? "published" : "found nothing changed",
            changes.added(),
            changes.updated(),
            changes.removed(),
            report.rows(),
            watermark(report),
            CycleLog.text(report.duration()),
            failuresBefore == 0 ? "" : ", after %d in vain".formatted(failuresBefore));
  }

  private static void notPublished(
      Level level, DeltaReport report, int inARow, @Nullable Throwable failure) {
    LoggingEventBuilder line = line(level, report);
    if (failure != null && (log.isDebugEnabled() || !(inARow > 1 || Failures.expected(failure)))) {
      line = line.setCause(PlainFailure.of(failure));
    }
    line.addKeyValue("reason", String.valueOf(report.reason()))
        .log(
            "Cache '{}': delta {} {} after {}: {}. What is published stays, and the next delta goes on"
                + " from '{}'{}",
            report.cache(),
            report.cycle(),
            report.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            CycleLog.text(report.duration()),
            report.reason(),
            watermark(report),
            inARow == 1
                ? ""
                : ". It is the %dth time in a row; the next such line comes with the %dth"
                    .formatted(inARow, Integer.highestOneBit(inARow) * 2));
  }

  /** Durations are in milliseconds. */
  private static LoggingEventBuilder line(Level level, DeltaReport report) {
    LoggingEventBuilder line =
        log.atLevel(level)
            .addKeyValue("cache", report.cache())
            .addKeyValue("cycle", report.cycle())
            .addKeyValue("trigger", report.trigger().name())
            .addKeyValue("delta", true)
            .addKeyValue("outcome", report.outcome().name())
            .addKeyValue("watermark", watermark(report))
            .addKeyValue("rows", report.rows())
            .addKeyValue("added", report.changes().added())
            .addKeyValue("updated", report.changes().updated())
            .addKeyValue("removed", report.changes().removed())
            .addKeyValue("delayMillis", report.delay().toMillis())
            .addKeyValue("durationMillis", report.duration().toMillis());
    for (Map.Entry<Phase, Duration> phase : report.phases().entrySet()) {
      String name = phase.getKey().name().toLowerCase(Locale.ROOT);
      line = line.addKeyValue(name + "Millis", phase.getValue().toMillis());
    }
    return line;
  }

  private static String watermark(DeltaReport report) {
    return Failures.line(String.valueOf(report.watermark()));
  }

  static void drift(String cache, long entries) {
    if (entries > 0) {
      log.atWarn()
          .addKeyValue("cache", cache)
          .addKeyValue("entries", entries)
          .log(
              "Cache '{}': its refresh corrected {} entries that no delta had told of. Its DeltaLoader, or"
                  + " the change log that it reads, misses changes",
              cache,
              entries);
    }
  }
}
