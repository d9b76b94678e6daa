package dev.midnight.refresh;

import dev.midnight.Changes;
import dev.midnight.DuplicateKeyException;
import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.RefreshResult;
import dev.midnight.spi.CycleReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a cycle says in the log: one line at its start, one at its end. */
final class CycleLog {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.refresh");

  private CycleLog() {}

  static void started(String cache, CycleStart start, Instant deadline) {
    log.info(
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
    String what = report.dryRun() ? "dry run" : "refresh";
    if (result.outcome() == Outcome.PUBLISHED) {
      log.info(
          "Cache '{}': {} {} {}: {} entries from {} rows{}, {}, in {}",
          report.cache(),
          what,
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
    } else if (result.outcome() == Outcome.UNCHANGED) {
      log.info(
          "Cache '{}': {} {} found nothing changed, {} entries stay and count as fresh, in {}",
          report.cache(),
          what,
          report.cycle(),
          number(size),
          times(result));
    } else {
      notPublished(report, what, size, failure);
    }
  }

  private static void notPublished(
      CycleReport report, String what, int size, @Nullable Throwable failure) {
    RefreshResult result = report.result();
    String line =
        "Cache '%s': %s %d %s after %s: %s. %s"
            .formatted(
                report.cache(),
                what,
                report.cycle(),
                result.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                text(result.duration()),
                result.reason(),
                result.version() == 0
                    ? "There is no snapshot to serve yet"
                    : "Snapshot %d with %s entries stays published"
                        .formatted(result.version(), number(size)));
    if (failure instanceof DuplicateKeyException duplicate) {
      log.warn(
          "{}. The first such key is '{}'", line, Failures.line(String.valueOf(duplicate.key())));
    } else if (failure != null) {
      log.warn(line, failure);
    } else {
      log.warn(line);
    }
  }

  static void abandoned(String cache, long cycle, Thread thread) {
    log.warn(
        "Cache '{}': thread '{}' of refresh {} was cancelled and interrupted and still runs. It is"
            + " abandoned: it can publish nothing, and no refresh of this cache begins until it ends."
            + " Let the loader react to context.onCancel(). Its stack is in /actuator/midnight/{}",
        cache,
        thread.getName(),
        cycle,
        cache);
  }

  static void skipped(String cache, String trigger, String reason) {
    log.warn(
        "Cache '{}': refresh by {} skipped, {}. What is published stays", cache, trigger, reason);
  }

  static void overran(String cache, long running) {
    log.warn(
        "Cache '{}': its scheduled time met refresh {}, which is still loading; one more follows it",
        cache,
        running);
  }

  static void validatorFailed(String cache, Object validator, Throwable failure) {
    log.warn(
        "Cache '{}': validator {} threw, which rejects the candidate",
        cache,
        validator.getClass().getName(),
        failure);
  }

  static void helperMissing(String cache, Throwable failure) {
    log.warn(
        "Cache '{}': no thread to be had for a helper of the load; it goes on with fewer",
        cache,
        failure);
  }

  static void callbackThreadMissing(String cache, Throwable failure) {
    log.warn(
        "Cache '{}': no thread to be had for those who wait for a refresh; they are told on its own",
        cache,
        failure);
  }

  /** Runs an action of the application's whose failure must stop nothing. */
  static void guarded(String cache, Runnable action) {
    try {
      action.run();
    } catch (Throwable e) {
      log.warn("Cache '{}': an action given to onCancel() failed; the others run", cache, e);
    }
  }

  static void brokenCycle(String cache, long cycle, Throwable failure) {
    log.error("Cache '{}': refresh {} broke; what is published stays", cache, cycle, failure);
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
