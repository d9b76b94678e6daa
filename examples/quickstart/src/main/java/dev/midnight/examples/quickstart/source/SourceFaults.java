package dev.midnight.examples.quickstart.source;

import dev.midnight.RefreshContext;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotWriter;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The switch that makes the source fail. Thread-safe. */
@Component
public final class SourceFaults {

  private static final Duration POLL = Duration.ofMillis(50);

  private final Duration slowness;
  private volatile SourceFault current = SourceFault.OFF;

  SourceFaults(@Value("${quickstart.slowness}") Duration slowness) {
    this.slowness = slowness;
  }

  void switchTo(SourceFault fault) {
    current = fault;
  }

  /** That loader while the switch is off, and what a failing source would give it otherwise. */
  public <K, V> SnapshotLoader<K, V> around(SnapshotLoader<K, V> loader) {
    return (out, context) -> load(loader, out, context);
  }

  private <K, V> void load(
      SnapshotLoader<K, V> loader, SnapshotWriter<K, V> out, RefreshContext context)
      throws Exception {
    switch (current) {
      case OFF -> loader.load(out, context);
      case THROW -> throw new SQLTransientConnectionException("the database refused to connect");
      case HANG -> TimeUnit.HOURS.sleep(1);
      case EMPTY -> {}
      case HALF -> loader.load(new EveryOtherRow<>(out), context);
      case SLOW -> {
        thinkSlowly();
        loader.load(out, context);
      }
      case STUCK -> waitDeafly();
    }
  }

  private void thinkSlowly() throws InterruptedException {
    long end = System.nanoTime() + slowness.toNanos();
    while (current == SourceFault.SLOW && System.nanoTime() - end < 0) {
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    }
  }

  private void waitDeafly() {
    while (current == SourceFault.STUCK) {
      LockSupport.parkNanos(POLL.toNanos());
      Thread.interrupted();
    }
  }
}
