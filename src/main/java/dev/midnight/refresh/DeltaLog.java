package dev.midnight.refresh;

import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.spi.DeltaReport;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a delta says in the log: one line at its end, none where nothing had changed. */
final class DeltaLog {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.delta");

  private DeltaLog() {}

  /**
   * Tells the end of one that began.
   *
   * @param failuresBefore in a row; of the same failure only the first is told
   */
  static void ended(
      DeltaReport report,
      @Nullable DeltaReport before,
      int failuresBefore,
      @Nullable Throwable failure) {
    switch (report.outcome()) {
      case PUBLISHED, UNCHANGED -> published(report, failuresBefore);
      default -> {
        boolean repeated =
            before != null
                && failuresBefore > 0
                && before.outcome() == report.outcome()
                && String.valueOf(before.reason()).equals(report.reason());
        if (!repeated) {
          notPublished(report, failure);
        }
      }
    }
  }

  private static void published(DeltaReport report, int failuresBefore) {
    String again = failuresBefore == 0 ? "" : ", after %d in vain".formatted(failuresBefore);
    if (report.outcome() == Outcome.PUBLISHED || failuresBefore > 0) {
      Changes changes = report.changes();
      log.info(
          "Cache '{}': delta {} {}: +{} ~{} -{} from {} rows, up to '{}', in {}{}",
          report.cache(),
          report.cycle(),
          report.outcome() == Outcome.PUBLISHED ? "published" : "found nothing changed",
          changes.added(),
          changes.updated(),
          changes.removed(),
          report.rows(),
          Failures.line(String.valueOf(report.watermark())),
          CycleLog.text(report.duration()),
          again);
    } else {
      log.debug("Cache '{}': delta {} found nothing changed", report.cache(), report.cycle());
    }
  }

  private static void notPublished(DeltaReport report, @Nullable Throwable failure) {
    log.warn(
        "Cache '{}': delta {} {} after {}: {}. What is published stays, and the next delta goes on from"
            + " '{}'",
        report.cache(),
        report.cycle(),
        report.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        CycleLog.text(report.duration()),
        report.reason(),
        Failures.line(String.valueOf(report.watermark())),
        failure);
  }

  static void drift(String cache, long entries) {
    if (entries > 0) {
      log.warn(
          "Cache '{}': its refresh corrected {} entries that no delta had told of. Its DeltaLoader, or"
              + " the change log that it reads, misses changes",
          cache,
          entries);
    }
  }

  static void driftUnknown(String cache, Throwable failure) {
    log.warn("Cache '{}': it could not be told what its deltas had missed", cache, failure);
  }
}
