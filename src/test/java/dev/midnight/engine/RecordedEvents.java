package dev.midnight.engine;

import dev.midnight.Changes;
import dev.midnight.Phase;
import dev.midnight.Trigger;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.SkipReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Events, kept in the order in which they came. */
final class RecordedEvents implements CacheEvents {

  final List<CycleReport> finished = new CopyOnWriteArrayList<>();
  final List<SkipReason> skipped = new CopyOnWriteArrayList<>();
  final List<Trigger> started = new CopyOnWriteArrayList<>();
  final List<Phase> phases = new CopyOnWriteArrayList<>();
  final List<String> overran = new CopyOnWriteArrayList<>();
  final List<Boolean> publishedByRefresh = new CopyOnWriteArrayList<>();

  @Override
  public void cycleStarted(String cache, long cycle, Trigger trigger, Duration delay) {
    started.add(trigger);
  }

  @Override
  public void phaseFinished(String cache, long cycle, Phase phase, Duration duration) {
    phases.add(phase);
  }

  @Override
  public void cycleFinished(CycleReport report) {
    finished.add(report);
  }

  @Override
  public void refreshSkipped(String cache, Trigger trigger, SkipReason reason) {
    skipped.add(reason);
  }

  @Override
  public void refreshOverran(String cache) {
    overran.add(cache);
  }

  @Override
  public void published(String cache, boolean byRefresh, Changes changes) {
    publishedByRefresh.add(byRefresh);
  }
}
