package dev.midnight.advice;

import dev.midnight.spi.ContentionStatus;
import dev.midnight.spi.WaitStatus;
import dev.midnight.spi.Waiting;
import dev.midnight.spi.WriteStatus;
import java.time.Duration;
import java.util.Map;

/** A cache of a million entries on which nothing is to be advised, unless a test says otherwise. */
final class Seen {

  Duration over = Duration.ofHours(10);
  long reads = 100_000_000;
  long accepted = 1_000_000;
  long merged;
  long rejected;
  int capacity = 65_536;
  long drains = 100_000;
  long contended;
  double imbalance = 1.2;
  int shards = 64;
  Duration interval = Duration.ofMillis(5);
  int fullest = 100;
  Duration used = Duration.ofSeconds(10);
  long blocked;

  Observed observed() {
    return new Observed(
        over,
        reads,
        new WriteStatus(accepted, merged, rejected, 0, capacity, drains),
        new ContentionStatus(
            accepted - contended,
            contended,
            Duration.ofMillis(contended),
            imbalance,
            Map.of(
                Waiting.ROOM,
                new WaitStatus(blocked, Duration.ofMillis(blocked), Duration.ofMillis(1)))),
        1_000_000,
        20_000_000,
        new Observed.Buffer(shards, interval, fullest),
        new Observed.Effort(used, drains * 4096));
  }
}
