package dev.midnight.autoconfigure;

import dev.midnight.engine.ScheduleWatch;
import org.springframework.context.SmartLifecycle;

/** The time in which caches are watched: after they were loaded, until their timer stops. */
final class WatchLifecycle implements SmartLifecycle {

  private final boolean enabled;
  private final ScheduleWatch watch;

  WatchLifecycle(boolean enabled, ScheduleWatch watch) {
    this.enabled = enabled;
    this.watch = watch;
  }

  @Override
  public boolean isAutoStartup() {
    return enabled;
  }

  @Override
  public int getPhase() {
    return MidnightLifecycle.PHASE + 1;
  }

  @Override
  public void start() {
    watch.start();
  }

  @Override
  public void stop() {
    watch.stop();
  }

  @Override
  public boolean isRunning() {
    return watch.isRunning();
  }
}
