package dev.midnight.engine;

import dev.midnight.Changes;
import dev.midnight.Phase;
import dev.midnight.Trigger;
import dev.midnight.spi.CacheObserver;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.ObservedCycle;
import dev.midnight.spi.ObservedDrain;
import dev.midnight.spi.ObservedPhase;
import dev.midnight.spi.ThrowLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Lets several observers watch, and logs what one throws, so that it stops nothing. */
final class GuardedObserver implements CacheObserver {

  private final String cache;
  private final List<CacheObserver> observers;
  private final ThrowLog log =
      new ThrowLog(
          LoggerFactory.getLogger("dev.midnight.engine"),
          "an observer threw; what it watched goes on without it");

  GuardedObserver(String cache, List<CacheObserver> observers) {
    this.cache = cache;
    this.observers = List.copyOf(observers);
  }

  @Override
  public ObservedCycle cycle(String name, long cycle, Trigger trigger, boolean dryRun) {
    List<ObservedCycle> all = new ArrayList<>();
    for (CacheObserver observer : observers) {
      all.add(guarded(() -> observer.cycle(name, cycle, trigger, dryRun), ObservedCycle.NONE));
    }
    return all.isEmpty() ? ObservedCycle.NONE : new Cycle(all);
  }

  @Override
  public ObservedCycle delta(String name, long cycle, Trigger trigger) {
    List<ObservedCycle> all = new ArrayList<>();
    for (CacheObserver observer : observers) {
      all.add(guarded(() -> observer.delta(name, cycle, trigger), ObservedCycle.NONE));
    }
    return all.isEmpty() ? ObservedCycle.NONE : new Cycle(all);
  }

  @Override
  public ObservedDrain drain(String name) {
    List<ObservedDrain> all = new ArrayList<>();
    for (CacheObserver observer : observers) {
      all.add(guarded(() -> observer.drain(name), ObservedDrain.NONE));
    }
    return writes -> all.forEach(drain -> guard(() -> drain.end(writes)));
  }

  @Override
  public void published(
      String name, long version, long generation, boolean byRefresh, Changes changes) {
    observers.forEach(
        observer -> guard(() -> observer.published(name, version, generation, byRefresh, changes)));
  }

  private <T> T guarded(Supplier<T> call, T instead) {
    try {
      return call.get();
    } catch (RuntimeException | Error e) {
      log.threw(cache, e);
      return instead;
    }
  }

  private void guard(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error e) {
      log.threw(cache, e);
    }
  }

  /** The views of all observers, which end in the opposite order, as scopes must. */
  private final class Cycle implements ObservedCycle {

    private final List<ObservedCycle> all;

    Cycle(List<ObservedCycle> all) {
      this.all = all;
    }

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
