package dev.midnight.engine;

import dev.midnight.Snapshot;
import dev.midnight.advice.Observed;
import dev.midnight.publish.Publisher;
import dev.midnight.spi.ReadStatus;
import dev.midnight.write.WriteEffort;
import dev.midnight.write.WritePath;
import java.time.Duration;

/** Gathers what advice rests on from the rooms that measured it. */
final class Measured {

  private Measured() {}

  static Observed of(
      Duration over, ReadStatus reads, WritePath<?, ?> writes, Publisher<?, ?> publisher) {
    Snapshot<?, ?> current = publisher.current();
    WriteEffort effort = writes.effort();
    return new Observed(
        over,
        reads.hits() + reads.misses(),
        writes.status(),
        writes.contention(),
        current == null ? 0 : current.size(),
        publisher.bytes(),
        new Observed.Buffer(effort.shards(), effort.interval(), effort.fullest()),
        new Observed.Effort(effort.used(), effort.copied()));
  }
}
