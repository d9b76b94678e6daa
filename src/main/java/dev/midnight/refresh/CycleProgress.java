package dev.midnight.refresh;

import dev.midnight.Phase;
import dev.midnight.spi.RunningCycle;
import java.time.Instant;
import java.util.function.LongSupplier;

/** How far a cycle is; written by its worker, read by whoever asks. */
final class CycleProgress {

  private static final long UNKNOWN = -1;

  private final CycleStart start;
  private final Instant deadline;
  private volatile Phase phase = Phase.LOAD;
  private volatile LongSupplier rows = () -> 0;
  private volatile long expected = UNKNOWN;
  private volatile long loadStartNanos = System.nanoTime();
  private volatile long loadNanos = UNKNOWN;

  CycleProgress(CycleStart start, Instant deadline) {
    this.start = start;
    this.deadline = deadline;
  }

  long cycle() {
    return start.cycle();
  }

  Instant deadline() {
    return deadline;
  }

  void loading(LongSupplier rowsSoFar) {
    rows = rowsSoFar;
    expected = UNKNOWN;
    loadNanos = UNKNOWN;
    loadStartNanos = System.nanoTime();
    phase = Phase.LOAD;
  }

  void expect(long total) {
    expected = total;
  }

  void enter(Phase next) {
    if (phase == Phase.LOAD && next != Phase.LOAD) {
      loadNanos = System.nanoTime() - loadStartNanos;
      long total = rows.getAsLong();
      rows = () -> total;
    }
    phase = next;
  }

  RunningCycle snapshot(boolean cancelled) {
    long soFar = rows.getAsLong();
    long nanos = loadNanos != UNKNOWN ? loadNanos : System.nanoTime() - loadStartNanos;
    return new RunningCycle(
        start.cycle(),
        start.trigger(),
        phase,
        soFar,
        nanos <= 0 ? 0 : (long) (soFar * 1e9 / nanos),
        expected == UNKNOWN ? null : percent(soFar),
        start.startedAt(),
        deadline,
        cancelled,
        start.dryRun());
  }

  private int percent(long soFar) {
    return expected == 0 ? 100 : (int) Math.min(100, soFar * 100 / expected);
  }
}
