package dev.midnight.autoconfigure;

import dev.midnight.Changes;
import dev.midnight.Phase;
import dev.midnight.Trigger;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.DeltaReport;
import dev.midnight.spi.PlainFailure;
import dev.midnight.spi.SkipReason;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each of several the same; one that fails is logged, and the others are told. */
final class ComposedEvents implements CacheEvents {

  private static final Logger log = LoggerFactory.getLogger(ComposedEvents.class);

  private final List<CacheEvents> all;

  private ComposedEvents(List<CacheEvents> all) {
    this.all = List.copyOf(all);
  }

  static CacheEvents of(List<CacheEvents> all) {
    return all.isEmpty() ? CacheEvents.NONE : new ComposedEvents(all);
  }

  private void tell(Consumer<CacheEvents> notice) {
    for (CacheEvents events : all) {
      try {
        notice.accept(events);
      } catch (RuntimeException e) {
        log.warn(
            "{} failed on an event of a cache. The cache goes on.", events, PlainFailure.of(e));
      }
    }
  }

  @Override
  public void cycleStarted(String cache, long cycle, Trigger trigger, Duration delay) {
    tell(events -> events.cycleStarted(cache, cycle, trigger, delay));
  }

  @Override
  public void phaseFinished(String cache, long cycle, Phase phase, Duration duration) {
    tell(events -> events.phaseFinished(cache, cycle, phase, duration));
  }

  @Override
  public void cycleFinished(CycleReport report) {
    tell(events -> events.cycleFinished(report));
  }

  @Override
  public void refreshSkipped(String cache, Trigger trigger, SkipReason reason) {
    tell(events -> events.refreshSkipped(cache, trigger, reason));
  }

  @Override
  public void refreshOverran(String cache) {
    tell(events -> events.refreshOverran(cache));
  }

  @Override
  public void published(String cache, boolean byRefresh, Changes changes) {
    tell(events -> events.published(cache, byRefresh, changes));
  }

  @Override
  public void deltaFinished(DeltaReport report) {
    tell(events -> events.deltaFinished(report));
  }

  @Override
  public void driftChecked(String cache, long entries) {
    tell(events -> events.driftChecked(cache, entries));
  }

  @Override
  public void storeSaved(String cache, boolean saved, Duration duration) {
    tell(events -> events.storeSaved(cache, saved, duration));
  }

  @Override
  public void drained(String cache, int writes, Duration duration) {
    tell(events -> events.drained(cache, writes, duration));
  }

  @Override
  public void writeVisible(String cache, Duration sinceAccepted) {
    tell(events -> events.writeVisible(cache, sinceAccepted));
  }

  @Override
  public void writeThrottled(String cache, Duration waited) {
    tell(events -> events.writeThrottled(cache, waited));
  }

  @Override
  public void propagated(String cache, Duration sinceBuilt) {
    tell(events -> events.propagated(cache, sinceBuilt));
  }

  @Override
  public void announced(String cache, boolean pushed) {
    tell(events -> events.announced(cache, pushed));
  }

  @Override
  public void shardLockWaited(String cache, Duration waited) {
    tell(events -> events.shardLockWaited(cache, waited));
  }
}
