package dev.midnight.engine;

import dev.midnight.Changes;
import dev.midnight.Phase;
import dev.midnight.Trigger;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.DeltaReport;
import dev.midnight.spi.SkipReason;
import java.time.Duration;

/**
 * Events that go to the adapters, and those of refresh cycles to the application's listeners too.
 */
record CycleNotices(CacheEvents events, ListenerNotices<?, ?> listeners) implements CacheEvents {

  @Override
  public void cycleStarted(String cache, long cycle, Trigger trigger, Duration delay) {
    events.cycleStarted(cache, cycle, trigger, delay);
    listeners.started(cycle, trigger);
  }

  @Override
  public void cycleFinished(CycleReport report) {
    events.cycleFinished(report);
    if (!report.dryRun()) {
      listeners.finished(report.cycle(), report.result());
    }
  }

  @Override
  public void phaseFinished(String cache, long cycle, Phase phase, Duration duration) {
    events.phaseFinished(cache, cycle, phase, duration);
  }

  @Override
  public void refreshSkipped(String cache, Trigger trigger, SkipReason reason) {
    events.refreshSkipped(cache, trigger, reason);
  }

  @Override
  public void refreshOverran(String cache) {
    events.refreshOverran(cache);
  }

  @Override
  public void deltaFinished(DeltaReport report) {
    events.deltaFinished(report);
  }

  @Override
  public void driftChecked(String cache, long entries) {
    events.driftChecked(cache, entries);
  }

  @Override
  public void storeSaved(String cache, boolean saved, Duration duration) {
    events.storeSaved(cache, saved, duration);
  }

  @Override
  public void published(String cache, boolean byRefresh, Changes changes) {
    events.published(cache, byRefresh, changes);
  }
}
