package dev.midnight.advice;

import static dev.midnight.advice.Figures.count;
import static dev.midnight.advice.Figures.percent;

import dev.midnight.spi.Advice;
import org.jspecify.annotations.Nullable;

/**
 * The rule about caches that are written as no replica is. Where no read was counted, readers take
 * snapshots, and the share of writes is not known.
 */
final class ToolRules {

  private static final String UNSEEN =
      " Reads of a snapshot() are not counted; if most are such, this does not hold. See choosing.md.";

  private ToolRules() {}

  static @Nullable Advice tool(Observed seen, Border border) {
    if (seen.reads() == 0 || !border.above(seen.writesPerSecond(), Thresholds.WRITES_PER_SECOND)) {
      return null;
    }
    if (border.below(seen.mergedShare(), Thresholds.HOT)) {
      return border.above(seen.writeShare(), Thresholds.UNIFORM_WRITES) ? uniform(seen) : null;
    }
    return border.above(seen.writeShare(), Thresholds.HOT_WRITES) ? hot(seen) : null;
  }

  private static Advice uniform(Observed seen) {
    return Advice.remark(
        share(seen, "uniform")
            + " From 10 % on, merged snapshot writes did a third of a ConcurrentHashMap's operations at most: use a ConcurrentHashMap, unless requests need a snapshot."
            + UNSEEN);
  }

  private static Advice hot(Observed seen) {
    return Advice.remark(
        share(seen, "hot")
            + " From 40 % on, a map behind a read-write lock did 1.6 to 3.4 times a ConcurrentHashMap's operations at 16 and 32 threads, merged snapshot writes 0.9 to 2.3 times; at 2 to 8 threads most often both did less than it: measure them where you deploy, unless requests need a snapshot."
            + UNSEEN);
  }

  private static String share(Observed seen, String keys) {
    return "%s of operations are writes of %s keys (%s a second, %s met an earlier one of theirs)."
        .formatted(
            percent(seen.writeShare()),
            keys,
            count(Math.round(seen.writesPerSecond())),
            percent(seen.mergedShare()));
  }
}
