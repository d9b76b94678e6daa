package dev.midnight.observation;

import dev.midnight.Changes;
import dev.midnight.Phase;
import dev.midnight.Trigger;
import dev.midnight.spi.CacheObserver;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.ObservedCycle;
import dev.midnight.spi.ObservedDrain;
import dev.midnight.spi.ObservedPhase;
import org.jspecify.annotations.Nullable;

/** Throws whatever it is told. */
final class BrokenObserver implements CacheObserver {

  @Override
  public ObservedCycle cycle(String cache, long cycle, Trigger trigger, boolean dryRun) {
    return new ObservedCycle() {
      @Override
      public ObservedPhase phase(Phase phase) {
        throw new IllegalStateException("phase");
      }

      @Override
      public Runnable carried(Runnable task) {
        throw new IllegalStateException("carried");
      }

      @Override
      public void end(CycleReport report, @Nullable Throwable failure) {
        throw new IllegalStateException("end");
      }
    };
  }

  @Override
  public ObservedDrain drain(String cache) {
    throw new IllegalStateException("drain");
  }

  @Override
  public void published(
      String cache, long version, long generation, boolean byRefresh, Changes changes) {
    throw new IllegalStateException("published");
  }
}
