package dev.midnight.quartz;

import dev.midnight.CronSchedule;
import dev.midnight.MisfirePolicy;
import dev.midnight.spi.RefreshTimer;
import dev.midnight.spi.Scheduled;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A timer on a Quartz scheduler of its own. Thread-safe.
 *
 * <p>The job of a target bears the target's name, in the group {@code midnight}. A time that passed
 * while the timer was stopped, or the process suspended, is missed once it is more than five
 * seconds late; whatever the policy, it never runs more than once.
 */
public final class QuartzRefreshTimer implements RefreshTimer, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(QuartzRefreshTimer.class);

  private static final String GROUP = "midnight";

  private final Scheduler scheduler;
  private final InstantSource clock;

  /** By name; a job looks its target up here. */
  private final Map<String, Scheduled> targets = new ConcurrentHashMap<>();

  /**
   * Takes a scheduler that is used for nothing else: its job factory is replaced, and closing the
   * timer shuts it down.
   */
  public QuartzRefreshTimer(Scheduler scheduler) {
    this(scheduler, InstantSource.system());
  }

  QuartzRefreshTimer(Scheduler scheduler, InstantSource clock) {
    this.scheduler = scheduler;
    this.clock = clock;
    var job = new RefreshJob(targets);
    run("could not be set up", () -> scheduler.setJobFactory((bundle, ignored) -> job));
  }

  /**
   * {@inheritDoc}
   *
   * <p>A target without a schedule, or with one that has no time left, is not scheduled.
   *
   * @throws IllegalStateException if its name is scheduled already, or the timer is closed
   */
  @Override
  public void schedule(Scheduled target, MisfirePolicy misfire) {
    CronSchedule schedule = target.schedule();
    if (schedule == null) {
      return;
    }
    var timetable = new Timetable(schedule, target.jitter(), misfire);
    if (timetable.first(clock.instant()) == null) {
      log.atWarn()
          .addKeyValue("cache", target.name())
          .addKeyValue("cron", schedule.expression())
          .log(
              "'{}': cron '{}' has no time left, it is not scheduled.",
              target.name(),
              schedule.expression());
      return;
    }
    if (targets.putIfAbsent(target.name(), target) != null) {
      throw new IllegalStateException(
          ("'%s' is scheduled already: a name is scheduled once. This schedule was not added. Give"
                  + " each cache and group a name of its own.")
              .formatted(target.name()));
    }
    add(target.name(), timetable);
  }

  private void add(String name, Timetable timetable) {
    var jobKey = new JobKey(name, GROUP);
    var trigger = new RefreshTrigger(new TriggerKey(name, GROUP), jobKey, timetable, clock);
    var job = JobBuilder.newJob(RefreshJob.class).withIdentity(jobKey).build();
    try {
      run("could not schedule '" + name + "'", () -> scheduler.scheduleJob(job, trigger));
    } catch (IllegalStateException e) {
      targets.remove(name);
      throw e;
    }
  }

  /**
   * {@inheritDoc} May be called again after {@link #stop}.
   *
   * @throws IllegalStateException if the timer is closed
   */
  @Override
  public void start() {
    run("could not be started", scheduler::start);
  }

  @Override
  public void stop() {
    run("could not be stopped", scheduler::standby);
  }

  /**
   * When a target is to be called next, jitter included: in the past if it is late or the timer was
   * stopped; null if it is not scheduled, its schedule has ended, or the timer is closed.
   */
  public @Nullable Instant nextFireTime(String name) {
    try {
      Trigger trigger = scheduler.getTrigger(new TriggerKey(name, GROUP));
      Date next = trigger == null ? null : trigger.getNextFireTime();
      return next == null ? null : next.toInstant();
    } catch (SchedulerException e) {
      return null;
    }
  }

  /** Ends the timer for good; does not wait for running refreshes. */
  @Override
  public void close() {
    run("could not be closed", () -> scheduler.shutdown(false));
  }

  private void run(String failure, Call call) {
    try {
      call.run();
    } catch (SchedulerException e) {
      throw new IllegalStateException("Midnight's timer " + failure + ".", e);
    }
  }

  @FunctionalInterface
  private interface Call {
    void run() throws SchedulerException;
  }
}
