package dev.midnight.examples.quickstart;

import dev.midnight.Snapshot;
import java.time.Instant;

/** Which snapshot an answer comes from. */
record SnapshotStamp(long version, long generation, Instant loadedAt) {

  static SnapshotStamp of(Snapshot<?, ?> snapshot) {
    return new SnapshotStamp(snapshot.version(), snapshot.generation(), snapshot.loadedAt());
  }
}
