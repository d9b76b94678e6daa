package dev.midnight.engine;

import dev.midnight.Changes;
import dev.midnight.Phase;
import dev.midnight.Trigger;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.DeltaReport;
import dev.midnight.spi.SkipReason;
import dev.midnight.spi.ThrowLog;
import java.time.Duration;
import org.slf4j.LoggerFactory;

/** Passes events on, and logs what the receiver throws, so that it stops nothing. */
record GuardedEvents(CacheEvents receiver, ThrowLog log) implements CacheEvents {

  GuardedEvents(CacheEvents receiver) {
    this(
        receiver,
        new ThrowLog(
            LoggerFactory.getLogger("dev.midnight.engine"),
            "a receiver of events threw; the event is lost to it alone"));
  }

  @Override
  public void cycleStarted(String cache, long cycle, Trigger trigger, Duration delay) {
    guard(cache, () -> receiver.cycleStarted(cache, cycle, trigger, delay));
  }

  @Override
  public void phaseFinished(String cache, long cycle, Phase phase, Duration duration) {
    guard(cache, () -> receiver.phaseFinished(cache, cycle, phase, duration));
  }

  @Override
  public void cycleFinished(CycleReport report) {
    guard(report.cache(), () -> receiver.cycleFinished(report));
  }

  @Override
  public void refreshSkipped(String cache, Trigger trigger, SkipReason reason) {
    guard(cache, () -> receiver.refreshSkipped(cache, trigger, reason));
  }

  @Override
  public void refreshOverran(String cache) {
    guard(cache, () -> receiver.refreshOverran(cache));
  }

  @Override
  public void published(String cache, boolean byRefresh, Changes changes) {
    guard(cache, () -> receiver.published(cache, byRefresh, changes));
  }

  @Override
  public void deltaFinished(DeltaReport report) {
    guard(report.cache(), () -> receiver.deltaFinished(report));
  }

  @Override
  public void driftChecked(String cache, long entries) {
    guard(cache, () -> receiver.driftChecked(cache, entries));
  }

  @Override
  public void storeSaved(String cache, boolean saved, Duration duration) {
    guard(cache, () -> receiver.storeSaved(cache, saved, duration));
  }

  @Override
  public void drained(String cache, int writes, Duration duration) {
    guard(cache, () -> receiver.drained(cache, writes, duration));
  }

  @Override
  public void writeVisible(String cache, Duration sinceAccepted) {
    guard(cache, () -> receiver.writeVisible(cache, sinceAccepted));
  }

  @Override
  public void writeThrottled(String cache, Duration waited) {
    guard(cache, () -> receiver.writeThrottled(cache, waited));
  }

  @Override
  public void propagated(String cache, Duration sinceBuilt) {
    guard(cache, () -> receiver.propagated(cache, sinceBuilt));
  }

  @Override
  public void announced(String cache, boolean pushed) {
    guard(cache, () -> receiver.announced(cache, pushed));
  }

  @Override
  public void shardLockWaited(String cache, Duration waited) {
    guard(cache, () -> receiver.shardLockWaited(cache, waited));
  }

  private void guard(String cache, Runnable event) {
    try {
      event.run();
    } catch (RuntimeException | Error e) {
      log.threw(cache, e);
    }
  }
}
