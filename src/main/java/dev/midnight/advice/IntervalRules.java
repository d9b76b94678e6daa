package dev.midnight.advice;

import static dev.midnight.advice.Figures.bytes;
import static dev.midnight.advice.Figures.count;
import static dev.midnight.advice.Figures.percent;
import static dev.midnight.advice.Figures.time;

import dev.midnight.spi.Advice;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The rules about the time between two drains. */
final class IntervalRules {

  private static final String SETTING = "write.drain-interval";

  private IntervalRules() {}

  static @Nullable Advice longer(Observed seen, Border border) {
    Duration now = seen.buffer().interval();
    Duration advised = least(longest(now), Thresholds.LONGEST_INTERVAL);
    if (few(seen)
        || advised.compareTo(now) <= 0
        || !border.above(seen.drainLoad(), Thresholds.BUSY)) {
      return null;
    }
    return advice(
        now,
        advised,
        "Drains used %s of a processor, more than %s: %s of them, each with %s keys of %s entries and %s of the table copied. A drain each %s merges more (%s of the writes met an earlier one of theirs so far) and copies less; readers see a write up to %s later."
            .formatted(
                percent(seen.drainLoad()),
                percent(Thresholds.BUSY),
                count(seen.writes().drains()),
                count(seen.keysPerDrain()),
                count(seen.entries()),
                bytes(seen.bytesPerDrain()),
                time(advised),
                percent(seen.mergedShare()),
                time(advised.minus(now))));
  }

  static @Nullable Advice shorter(Observed seen, Border border) {
    Duration now = seen.buffer().interval();
    Duration advised = now.dividedBy(Thresholds.STEP);
    double cost = seen.drainLoad() * Thresholds.STEP;
    if (few(seen)
        || advised.compareTo(Thresholds.SHORTEST_INTERVAL) < 0
        || !border.below(seen.mergedShare(), Thresholds.RARELY_MERGED)
        || !border.below(cost, Thresholds.CHEAP)) {
      return null;
    }
    return advice(
        now,
        advised,
        "Only %s of the writes met an earlier one of theirs, and drains used %s of a processor. A drain each %s takes %s at most, and readers see a write up to %s sooner."
            .formatted(
                percent(seen.mergedShare()),
                percent(seen.drainLoad()),
                time(advised),
                percent(cost),
                time(now.minus(advised))));
  }

  /** Drains without an interval follow each other; their first step is the usual interval. */
  private static Duration longest(Duration now) {
    return now.isZero()
        ? Thresholds.SHORTEST_INTERVAL
        : least(now, Thresholds.LONGEST_INTERVAL).multipliedBy(Thresholds.STEP);
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static boolean few(Observed seen) {
    return seen.writes().drains() < Thresholds.LEAST_CASES;
  }

  private static Advice advice(Duration now, Duration advised, String reason) {
    return new Advice(SETTING, now.toMillis() + "ms", advised.toMillis() + "ms", reason);
  }
}
