package dev.midnight.refresh;

import dev.midnight.Outcome;
import dev.midnight.spi.CycleReport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last cycles of one cache. Thread-safe. */
public final class RefreshHistory {

  private static final int KEPT = 50;

  private final Deque<CycleReport> newestFirst = new ArrayDeque<>();
  private int consecutiveFailures;

  /** Makes an empty history. */
  public RefreshHistory() {}

  synchronized void add(CycleReport report) {
    newestFirst.addFirst(report);
    if (newestFirst.size() > KEPT) {
      newestFirst.removeLast();
    }
    if (!report.dryRun()) {
      count(report.result().outcome());
    }
  }

  private void count(Outcome outcome) {
    switch (outcome) {
      case PUBLISHED, UNCHANGED -> consecutiveFailures = 0;
      case FAILED, REJECTED, NOT_READY -> consecutiveFailures++;
      case CANCELLED, SKIPPED -> {}
    }
  }

  /** Newest first. */
  public synchronized List<CycleReport> reports() {
    return List.copyOf(newestFirst);
  }

  /** The newest cycle, or null before the first has ended. */
  public synchronized @Nullable CycleReport last() {
    return newestFirst.peekFirst();
  }

  /** Cycles since the last good one that failed, were rejected or found their source not ready. */
  public synchronized int consecutiveFailures() {
    return consecutiveFailures;
  }
}
