package dev.midnight.advice;

import static dev.midnight.advice.Figures.count;
import static dev.midnight.advice.Figures.percent;
import static dev.midnight.advice.Figures.time;

import dev.midnight.spi.Advice;
import dev.midnight.spi.WaitStatus;
import dev.midnight.spi.Waiting;
import org.jspecify.annotations.Nullable;

/** The rules about the write buffer: its shards and its capacity. */
final class BufferRules {

  private BufferRules() {}

  static @Nullable Advice shards(Observed seen, Border border) {
    int now = seen.buffer().shards();
    if (now >= Thresholds.MOST_SHARDS || !contended(seen, border) || imbalanced(seen)) {
      return null;
    }
    int advised = Math.min(Thresholds.MOST_SHARDS, now * Thresholds.STEP);
    return new Advice(
        "write.shards",
        String.valueOf(now),
        String.valueOf(advised),
        waits(seen)
            + " More than %s of them is more than the shards aim at; writers meet the less often, the more shards there are."
                .formatted(percent(Thresholds.CONTENDED)));
  }

  static @Nullable Advice hotShard(Observed seen, Border border) {
    if (!contended(seen, border) || !imbalanced(seen)) {
      return null;
    }
    return Advice.remark(
        waits(seen)
            + " The busiest of %s shards was locked %.1f times as often as the mean: a few hot keys, which more shards leave together. Write these keys less often, or from one thread."
                .formatted(count(seen.buffer().shards()), seen.contention().imbalance()));
  }

  private static boolean contended(Observed seen, Border border) {
    return seen.acquisitions() >= Thresholds.LEAST_CASES
        && border.above(seen.contendedShare(), Thresholds.CONTENDED);
  }

  private static boolean imbalanced(Observed seen) {
    return seen.contention().imbalance() > Thresholds.IMBALANCE;
  }

  private static String waits(Observed seen) {
    return "%s of %s acquisitions of a shard's lock (%s) found it taken and waited, %s in all."
        .formatted(
            count(seen.contention().contended()),
            count(seen.acquisitions()),
            percent(seen.contendedShare()),
            time(seen.contention().waited()));
  }

  static @Nullable Advice capacity(Observed seen, Border border) {
    long now = seen.writes().capacity();
    if (now >= Thresholds.MOST_CAPACITY || !border.above(seen.fill(), Thresholds.FILL)) {
      return null;
    }
    long advised = Math.min(Thresholds.MOST_CAPACITY, now * Thresholds.STEP);
    WaitStatus room = seen.contention().waits().getOrDefault(Waiting.ROOM, WaitStatus.NONE);
    return new Advice(
        "write.capacity",
        String.valueOf(now),
        String.valueOf(advised),
        "Up to %s of %s places of the buffer were taken (%s), more than %s; %s writers waited for room, %s in all, and %s writes were rejected."
            .formatted(
                count(seen.buffer().fullest()),
                count(now),
                percent(seen.fill()),
                percent(Thresholds.FILL),
                count(room.count()),
                time(room.total()),
                count(seen.writes().rejected())));
  }
}
