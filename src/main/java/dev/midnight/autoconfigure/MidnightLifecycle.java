package dev.midnight.autoconfigure;

import dev.midnight.autoconfigure.diagnosis.RefusedConfigurationException;
import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.RefreshTimer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * The life of all caches of an application: they load before the web server takes requests, and are
 * closed after it has stopped.
 *
 * <p>Concurrency: Spring calls it from one thread at a time. A context that is stopped but not
 * closed only stops the timer: running refreshes end by themselves, writes go on, and a later start
 * makes up for what was missed.
 */
final class MidnightLifecycle implements SmartLifecycle, DisposableBean {

  /** Before Boot's web servers (2048 below the default) and whatever consumes messages. */
  static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

  private static final Logger log = LoggerFactory.getLogger("dev.midnight");

  private final boolean enabled;
  private final StartupPlanner planner;
  private final StartLog startLog;
  private final Supplier<@Nullable RefreshTimer> timers;
  private final CacheClosing closing;
  private final BooleanSupplier contextCloses;

  private volatile boolean running;
  private volatile @Nullable List<StartupUnit> units;
  private volatile @Nullable RefreshTimer timer;
  private volatile @Nullable CompletableFuture<Void> closed;

  MidnightLifecycle(
      boolean enabled,
      StartupPlanner planner,
      StartLog startLog,
      Supplier<@Nullable RefreshTimer> timers,
      CacheClosing closing,
      BooleanSupplier contextCloses) {
    this.enabled = enabled;
    this.planner = planner;
    this.startLog = startLog;
    this.timers = timers;
    this.closing = closing;
    this.contextCloses = contextCloses;
  }

  /** Without it the caches stay as they are: there, and empty. */
  @Override
  public boolean isAutoStartup() {
    return enabled;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Names of the caches that load at start-up; empty before the start. */
  Set<String> loadedAtStart() {
    List<StartupUnit> planned = units;
    return planned == null ? Set.of() : StartupLoads.loadedAtStart(planned);
  }

  @Override
  public void start() {
    List<StartupUnit> planned = units;
    if (planned == null) {
      planned = planner.plan();
      schedule(planned);
      startLog.write(planned);
      units = planned;
    }
    running = true;
    startTimer();
    load(planned.stream().filter(unit -> !unit.isLoaded()).toList());
  }

  private void schedule(List<StartupUnit> planned) {
    for (StartupUnit unit : planned) {
      if (unit.target().schedule() != null) {
        timerFor(unit).schedule(unit.target(), unit.misfire());
      }
      unit.members().stream()
          .map(ManagedCache::deltas)
          .filter(deltas -> deltas != null && deltas.schedule() != null)
          .forEach(deltas -> timerFor(unit).schedule(deltas, unit.misfire()));
    }
  }

  private RefreshTimer timerFor(StartupUnit unit) {
    RefreshTimer known = timer == null ? timers.get() : timer;
    if (known == null) {
      throw new RefusedConfigurationException(
          "%s has a cron, and there is no RefreshTimer to obey it. The application does not start."
              .formatted(unit.describe()),
          "Leave org.quartz-scheduler:quartz on the class path, or declare a RefreshTimer bean.");
    }
    timer = known;
    return known;
  }

  private void startTimer() {
    RefreshTimer known = timer;
    if (known != null) {
      known.start();
    }
  }

  private void load(List<StartupUnit> unloaded) {
    StartupLoads loads = new StartupLoads();
    try {
      loads.begin(unloaded);
      loads.await();
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
  }

  @Override
  public void stop() {
    running = false;
    RefreshTimer known = timer;
    if (known != null) {
      known.stop();
    }
  }

  @Override
  public void stop(Runnable callback) {
    stop();
    if (contextCloses.getAsBoolean()) {
      var unused = close().whenComplete((ignored, failure) -> callback.run());
    } else {
      callback.run();
    }
  }

  /** Closes what a failed start has left open; after an orderly stop there is nothing to do. */
  @Override
  public void destroy() {
    try {
      close().join();
    } catch (RuntimeException e) {
      log.warn("Caches failed to close. The application goes on stopping.", e);
    }
  }

  private CompletableFuture<Void> close() {
    CompletableFuture<Void> begun = closed;
    List<StartupUnit> planned = units;
    if (begun == null) {
      begun = closing.begin(planned == null ? List.of() : planned);
      closed = begun;
    }
    return begun;
  }
}
