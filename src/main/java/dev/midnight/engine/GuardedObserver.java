package dev.midnight.engine;

import dev.midnight.Changes;
import dev.midnight.Phase;
import dev.midnight.Trigger;
import dev.midnight.spi.CacheObserver;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.ObservedCycle;
import dev.midnight.spi.ObservedDrain;
import dev.midnight.spi.ObservedPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets several observers watch, and logs what one throws, so that it stops nothing. */
final class GuardedObserver implements CacheObserver {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.engine");

  private final List<CacheObserver> observers;

  GuardedObserver(List<CacheObserver> observers) {
    this.observers = List.copyOf(observers);
  }

  @Override
  public ObservedCycle cycle(String cache, long cycle, Trigger trigger, boolean dryRun) {
    List<ObservedCycle> all = new ArrayList<>();
    for (CacheObserver observer : observers) {
      all.add(guarded(() -> observer.cycle(cache, cycle, trigger, dryRun), ObservedCycle.NONE));
    }
    return all.isEmpty() ? ObservedCycle.NONE : new Cycle(all);
  }

  @Override
  public ObservedDrain drain(String cache) {
    List<ObservedDrain> all = new ArrayList<>();
    for (CacheObserver observer : observers) {
      all.add(guarded(() -> observer.drain(cache), ObservedDrain.NONE));
    }
    return writes -> all.forEach(drain -> guard(() -> drain.end(writes)));
  }

  @Override
  public void published(
      String cache, long version, long generation, boolean byRefresh, Changes changes) {
    observers.forEach(
        observer ->
            guard(() -> observer.published(cache, version, generation, byRefresh, changes)));
  }

  private static <T> T guarded(Supplier<T> call, T instead) {
    try {
      return call.get();
    } catch (RuntimeException | Error e) {
      failed(e);
      return instead;
    }
  }

  private static void guard(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error e) {
      failed(e);
    }
  }

  private static void failed(Throwable failure) {
    log.warn("An observer of caches threw; what it watched goes on without it", failure);
  }

  /** The views of all observers, which end in the opposite order, as scopes must. */
  private record Cycle(List<ObservedCycle> all) implements ObservedCycle {

    @Override
    public ObservedPhase phase(Phase phase) {
      List<ObservedPhase> begun = new ArrayList<>();
      for (ObservedCycle cycle : all) {
        begun.add(0, guarded(() -> cycle.phase(phase), ObservedPhase.NONE));
      }
      return failure -> begun.forEach(observed -> guard(() -> observed.end(failure)));
    }

    @Override
    public Runnable carried(Runnable task) {
      Runnable carried = task;
      for (ObservedCycle cycle : all) {
        Runnable inner = carried;
        carried = guarded(() -> cycle.carried(inner), inner);
      }
      return carried;
    }

    @Override
    public void within(Runnable task) {
      Runnable within = task;
      for (ObservedCycle cycle : all) {
        Runnable inner = within;
        within = () -> cycle.within(inner);
      }
      within.run();
    }

    @Override
    public void end(CycleReport report, @Nullable Throwable failure) {
      all.forEach(cycle -> guard(() -> cycle.end(report, failure)));
    }
  }
}
