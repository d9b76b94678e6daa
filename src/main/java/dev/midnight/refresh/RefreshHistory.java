package dev.midnight.refresh;

import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.RefreshResult;
import dev.midnight.spi.CycleReport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The last cycles of one cache. Thread-safe. */
public final class RefreshHistory {

  private static final int KEPT = 50;

  /** How many of them say what is usual. */
  private static final int ASKED = 7;

  private final Deque<CycleReport> newestFirst = new ArrayDeque<>();
  private int consecutiveFailures;
  private String lastEnd = "";
  private int sameInARow;
  private String lastSkip = "";
  private int skipsInARow;
  private final EqualityHint equality = new EqualityHint();

  /** Makes an empty history. */
  public RefreshHistory() {}

  /** Puts the last cycles of an earlier process, newest first, before those of this one. */
  public synchronized void takeOver(List<CycleReport> reports) {
    newestFirst.clear();
    consecutiveFailures = 0;
    for (int i = Math.min(reports.size(), KEPT) - 1; i >= 0; i--) {
      add(reports.get(i));
    }
  }

  /** Adds the time of a phase that went on after the cycle was reported. */
  public synchronized void add(long cycle, Phase phase, Duration took) {
    List<CycleReport> reports = new ArrayList<>(newestFirst);
    reports.replaceAll(report -> report.cycle() == cycle ? report.with(phase, took) : report);
    newestFirst.clear();
    newestFirst.addAll(reports);
  }

  /** Adds a cycle that has ended. */
  public synchronized void add(CycleReport report) {
    newestFirst.addFirst(report);
    if (newestFirst.size() > KEPT) {
      newestFirst.removeLast();
    }
    if (!report.dryRun()) {
      count(report.result().outcome());
      countSame(report.result());
      equality.count(report.result());
    }
  }

  private void count(Outcome outcome) {
    switch (outcome) {
      case PUBLISHED, UNCHANGED -> consecutiveFailures = 0;
      case FAILED, REJECTED, NOT_READY -> consecutiveFailures++;
      case CANCELLED, SKIPPED -> {}
    }
  }

  /** Figures in a reason do not make it another one. */
  private void countSame(RefreshResult result) {
    String end = result.outcome() + " " + String.valueOf(result.reason()).replaceAll("\\d+", "#");
    sameInARow = end.equals(lastEnd) ? sameInARow + 1 : 1;
    lastEnd = end;
    lastSkip = "";
  }

  /** How many cycles in a row have ended as the last one did, dry runs aside. */
  synchronized int sameInARow() {
    return sameInARow;
  }

  /** Counts a refresh that did not begin, and says how many in a row did not for that reason. */
  synchronized int skipped(String reason) {
    skipsInARow = reason.equals(lastSkip) ? skipsInARow + 1 : 1;
    lastSkip = reason;
    return skipsInARow;
  }

  /** Whether to hint that the values lack a usable equality; true once. */
  synchronized boolean takeEqualityHint() {
    return equality.take();
  }

  /** Newest first. */
  public synchronized List<CycleReport> reports() {
    return List.copyOf(newestFirst);
  }

  /** The newest cycle, or null before the first has ended. */
  public synchronized @Nullable CycleReport last() {
    return newestFirst.peekFirst();
  }

  /**
   * The share of its entries that a refresh changes: the median of the last ones, so that one odd
   * night decides nothing. Empty before the first that had something to be compared with.
   */
  public synchronized OptionalDouble usualChange() {
    double[] shares =
        newestFirst.stream()
            .map(CycleReport::result)
            .filter(result -> compared(result.outcome(), result.changes()))
            .limit(ASKED)
            .mapToDouble(result -> share(result.changes()))
            .sorted()
            .toArray();
    return shares.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(shares[shares.length / 2]);
  }

  private static boolean compared(Outcome outcome, Changes changes) {
    return outcome == Outcome.UNCHANGED
        || (outcome == Outcome.PUBLISHED
            && changes.updated() + changes.unchanged() + changes.removed() > 0);
  }

  /**
   * Of what was published then, so that a cache which once grew a thousandfold tells no more than
   * 1.
   */
  private static double share(Changes changes) {
    long changed = changes.added() + changes.updated();
    long after = changed + changes.unchanged();
    return after == 0 ? 0 : (double) changed / after;
  }

  /** Cycles since the last good one that failed, were rejected or found their source not ready. */
  public synchronized int consecutiveFailures() {
    return consecutiveFailures;
  }
}
