package dev.midnight.refresh;

import dev.midnight.RefreshContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one load attempt's loader is told, and what it said. Thread-safe: last word wins. */
final class LoadContext implements RefreshContext {

  private final String cache;
  private final CycleProgress progress;
  private final CycleControl control;

  private volatile boolean aborted;
  private volatile boolean unchanged;
  private volatile @Nullable String notReady;
  private volatile @Nullable Instant asOf;
  private volatile @Nullable String watermark;

  LoadContext(String cache, CycleProgress progress, CycleControl control) {
    this.cache = cache;
    this.progress = progress;
    this.control = control;
  }

  @Override
  public String cache() {
    return cache;
  }

  @Override
  public long cycle() {
    return progress.cycle();
  }

  @Override
  public Instant deadline() {
    return progress.deadline();
  }

  @Override
  public boolean cancelled() {
    return aborted || control.cancelled();
  }

  @Override
  public void onCancel(Runnable action) {
    control.onCancel(this, action);
    if (aborted) {
      runCancelActions();
    }
  }

  /** Each action runs once: either the one who aborted takes it, or the one who came after. */
  void runCancelActions() {
    control.takeCancelActions(this).forEach(action -> CycleTrouble.guarded(cache, action));
  }

  /** Drops the actions of a load that has ended: its statements belong to others by now. */
  void end() {
    control.takeCancelActions(this);
  }

  @Override
  public void expect(long rows) {
    if (rows < 0) {
      throw new IllegalArgumentException(
          "Cache '%s': expect(%d) is refused, a number of rows is 0 or more. Progress stays unknown."
              .formatted(cache, rows));
    }
    progress.expect(rows);
  }

  @Override
  public void unchanged() {
    unchanged = true;
  }

  @Override
  public void notReady(String reason) {
    notReady = reason == null ? "no reason given" : reason;
  }

  @Override
  public void asOf(Instant dataTime) {
    asOf = dataTime;
  }

  @Override
  public void watermark(String position) {
    watermark = position;
  }

  void abort() {
    aborted = true;
  }

  boolean saidUnchanged() {
    return unchanged;
  }

  @Nullable String notReadyReason() {
    return notReady;
  }

  @Nullable Instant dataTime() {
    return asOf;
  }

  @Nullable String saidWatermark() {
    return watermark;
  }

  /** Whether the loader said why it has nothing to put. */
  boolean answered() {
    return unchanged || notReady != null;
  }
}
