package dev.midnight.refresh;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.Outcome;
import dev.midnight.spi.DeltaReport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last deltas of one cache that changed something or failed; the many that found nothing would
 * drive those out. Thread-safe.
 */
final class DeltaHistory {

  private static final int KEPT = 20;

  @GuardedBy("this")
  private final Deque<DeltaReport> newestFirst = new ArrayDeque<>();

  @GuardedBy("this")
  private @Nullable DeltaReport last;

  @GuardedBy("this")
  private int failures;

  @GuardedBy("this")
  private String lastEnd = "";

  @GuardedBy("this")
  private int sameInARow;

  /**
   * What came before one delta.
   *
   * @param failures in a row
   * @param sameInARow how many, it included, have ended for the same reason
   */
  record Before(int failures, int sameInARow) {}

  /** Adds one that began. */
  synchronized Before add(DeltaReport report) {
    String end = report.outcome() + " " + String.valueOf(report.reason()).replaceAll("\\d+", "#");
    sameInARow = end.equals(lastEnd) ? sameInARow + 1 : 1;
    lastEnd = end;
    Before before = new Before(failures, sameInARow);
    last = report;
    switch (report.outcome()) {
      case PUBLISHED, UNCHANGED -> failures = 0;
      case FAILED, REJECTED, NOT_READY -> failures++;
      case CANCELLED, SKIPPED -> {}
    }
    if (report.outcome() != Outcome.UNCHANGED) {
      newestFirst.addFirst(report);
      if (newestFirst.size() > KEPT) {
        newestFirst.removeLast();
      }
    }
    return before;
  }

  synchronized List<DeltaReport> reports() {
    return List.copyOf(newestFirst);
  }

  synchronized @Nullable DeltaReport last() {
    return last;
  }

  synchronized int failures() {
    return failures;
  }
}
