package dev.midnight.refresh;

import dev.midnight.Changes;
import dev.midnight.DuplicateKeyException;
import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.RefreshResult;
import dev.midnight.Trigger;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.PlainFailure;
import dev.midnight.table.SameValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What a cycle says in the log: one line at its start, one at its end. Every line carries its facts
 * as key-value pairs too, for structured logs: {@code cache} always, {@code cycle} and {@code
 * trigger} of a cycle, at its end {@code outcome} and the figures of {@link #figures}.
 *
 * <p>A cache that fails for the same reason again and again says so the first, second, fourth,
 * eighth … time; what lies between is there at DEBUG. What a source does (see {@link
 * Failures#expected}) is one line without a stack; anything else shows its stack the first time.
 */
final class CycleLog {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.refresh");

  private CycleLog() {}

  /** Of a retry at DEBUG: the failure before it has said that it comes. */
  static void started(String cache, CycleStart start, Instant deadline) {
    Level level = start.trigger() == Trigger.RETRY ? Level.DEBUG : Level.INFO;
    at(level, cache, start.cycle(), start.trigger())
        .log(
            "Cache '{}': {} {} started by {}{}, deadline {}",
            cache,
            start.dryRun() ? "dry run" : "refresh",
            start.cycle(),
            start.trigger(),
            start.delay().toMillis() < 1000 ? "" : ", " + text(start.delay()) + " after it was due",
            deadline);
  }

  static void ended(
      CycleReport report, Replica<?, ?> replica, int size, @Nullable Throwable failure) {
    RefreshResult result = report.result();
    if (result.outcome() == Outcome.PUBLISHED) {
      published(report, replica, size);
    } else if (result.outcome() == Outcome.UNCHANGED) {
      end(Level.INFO, report, size)
          .log(
              "Cache '{}': {} {} found nothing changed, {} entries stay and count as fresh, in {}",
              report.cache(),
              what(report),
              report.cycle(),
              number(size),
              times(result));
    } else {
      notPublished(report, replica.support().history().sameInARow(), size, failure);
    }
  }

  private static void published(CycleReport report, Replica<?, ?> replica, int size) {
    RefreshResult result = report.result();
    end(Level.INFO, report, size)
        .log(
            "Cache '{}': {} {} {}: {} entries from {} rows{}, {}, in {}",
            report.cache(),
            what(report),
            report.cycle(),
            report.dryRun()
                ? "would publish"
                : "published generation %d, version %d"
                    .formatted(result.generation(), result.version()),
            number(size),
            number(result.rows()),
            duplicates(report, replica),
            changes(result.changes()),
            times(result));
    boolean compares = replica.rules().same() != SameValue.IDENTITY;
    if (!report.dryRun() && compares && replica.support().history().takeEqualityHint()) {
      equalityHint(report.cache(), size);
    }
  }

  private static void equalityHint(String cache, int size) {
    log.info(
        "Cache '{}': {} loads in a row gave the same {} keys, and each of them counts as updated each"
            + " time. Unless every row truly changes, the values lack a usable equality: a refresh"
            + " keeps all of them twice, and listeners hear of changes that are none. Make them"
            + " records of plain values, or give them an equals() that compares all they hold and set"
            + " midnight.caches.{}.load.reuse=equals",
        cache,
        EqualityHint.LOADS,
        number(size),
        cache);
  }

  private static void notPublished(
      CycleReport report, int inARow, int size, @Nullable Throwable failure) {
    RefreshResult result = report.result();
    boolean repeated = !report.dryRun() && inARow > 1;
    boolean told = !repeated || Integer.bitCount(inARow) == 1;
    LoggingEventBuilder line = end(told ? Level.WARN : Level.DEBUG, report, size);
    if (failure != null && (log.isDebugEnabled() || !(repeated || Failures.expected(failure)))) {
      line = line.setCause(PlainFailure.of(failure));
    }
    line.addKeyValue("reason", String.valueOf(result.reason()))
        .log(
            "Cache '{}': {} {} {} after {}: {}. {}{}{}",
            report.cache(),
            what(report),
            report.cycle(),
            result.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            text(result.duration()),
            result.reason(),
            result.version() == 0
                ? "There is no snapshot to serve yet"
                : "Snapshot %d with %s entries stays published"
                    .formatted(result.version(), number(size)),
            failure instanceof DuplicateKeyException duplicate
                ? ". The first such key is '%s'"
                    .formatted(Failures.line(String.valueOf(duplicate.key())))
                : "",
            repeated
                ? ". It is the %dth time in a row; the next such line comes with the %dth"
                    .formatted(inARow, Integer.highestOneBit(inARow) * 2)
                : "");
  }

  private static LoggingEventBuilder at(Level level, String cache, long cycle, Trigger trigger) {
    return log.atLevel(level)
        .addKeyValue("cache", cache)
        .addKeyValue("cycle", cycle)
        .addKeyValue("trigger", trigger.name());
  }

  private static LoggingEventBuilder end(Level level, CycleReport report, int size) {
    return figures(at(level, report.cache(), report.cycle(), report.trigger()), report, size);
  }

  /** Durations are in milliseconds. */
  private static LoggingEventBuilder figures(
      LoggingEventBuilder line, CycleReport report, int size) {
    RefreshResult result = report.result();
    LoggingEventBuilder with =
        line.addKeyValue("outcome", result.outcome().name())
            .addKeyValue("dryRun", report.dryRun())
            .addKeyValue("generation", result.generation())
            .addKeyValue("version", result.version())
            .addKeyValue("entries", size)
            .addKeyValue("rows", result.rows())
            .addKeyValue("added", result.changes().added())
            .addKeyValue("updated", result.changes().updated())
            .addKeyValue("removed", result.changes().removed())
            .addKeyValue("durationMillis", result.duration().toMillis());
    for (Map.Entry<Phase, Duration> phase : result.phases().entrySet()) {
      with =
          with.addKeyValue(
              phase.getKey().name().toLowerCase(Locale.ROOT) + "Millis",
              phase.getValue().toMillis());
    }
    return with;
  }

  private static String what(CycleReport report) {
    return report.dryRun() ? "dry run" : "refresh";
  }

  /** Says it the first, second, fourth, eighth … time in a row. */
  static void skipped(String cache, Trigger trigger, String reason, int inARow) {
    log.atLevel(Integer.bitCount(inARow) == 1 ? Level.WARN : Level.DEBUG)
        .addKeyValue("cache", cache)
        .addKeyValue("trigger", trigger.name())
        .addKeyValue("reason", reason)
        .log(
            "Cache '{}': refresh by {} skipped, {}{}. What is published stays",
            cache,
            trigger,
            reason,
            inARow == 1 ? "" : ", for the %dth time in a row".formatted(inARow));
  }

  private static String duplicates(CycleReport report, Replica<?, ?> replica) {
    return report.duplicatesDropped() == 0
        ? ""
        : ", %s duplicates dropped (load.duplicates=%s)"
            .formatted(
                number(report.duplicatesDropped()),
                replica.rules().duplicates().name().toLowerCase(Locale.ROOT));
  }

  private static String changes(Changes changes) {
    return "+%s ~%s -%s"
        .formatted(number(changes.added()), number(changes.updated()), number(changes.removed()));
  }

  private static String times(RefreshResult result) {
    Map<Phase, Duration> phases = result.phases();
    String parts =
        phases.entrySet().stream()
            .map(e -> e.getKey().name().toLowerCase(Locale.ROOT) + " " + text(e.getValue()))
            .collect(Collectors.joining(", "));
    return parts.isEmpty() ? text(result.duration()) : text(result.duration()) + " (" + parts + ")";
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    return millis < 60_000
        ? String.format(Locale.ROOT, "%.2f s", millis / 1000.0)
        : duration
            .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
            .toString()
            .substring(2)
            .toLowerCase(Locale.ROOT);
  }
}
