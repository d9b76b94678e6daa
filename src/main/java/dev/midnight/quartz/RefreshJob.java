package dev.midnight.quartz;

import dev.midnight.spi.Scheduled;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hand-off of a scheduled time to the target that bears the job's name. Thread-safe.
 *
 * <p>Nothing is ever thrown at Quartz: it would log it twice more, and some exceptions make it drop
 * the trigger.
 */
final class RefreshJob implements Job {

  private static final Logger log = LoggerFactory.getLogger(RefreshJob.class);

  private final Map<String, Scheduled> targets;

  RefreshJob(Map<String, Scheduled> targets) {
    this.targets = targets;
  }

  @Override
  public void execute(JobExecutionContext context) {
    String name = context.getJobDetail().getKey().getName();
    try {
      var trigger = (RefreshTrigger) context.getTrigger();
      if (context.getScheduler().isInStandbyMode()) {
        handBack(context, trigger);
      } else {
        awaitScheduledTime(context);
        handOff(name, trigger);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      log.atError()
          .addKeyValue("cache", name)
          .setCause(e)
          .log("'{}': its scheduled refresh was not begun. The next scheduled time runs.", name);
    }
  }

  private void handOff(String name, RefreshTrigger trigger) {
    Firing firing = trigger.firing();
    Scheduled target = targets.get(name);
    if (firing == null || target == null) {
      log.atWarn()
          .addKeyValue("cache", name)
          .log("'{}': a scheduled time came for a name that is not scheduled here.", name);
    } else if (firing.reason() == null) {
      log.atInfo()
          .addKeyValue("cache", name)
          .addKeyValue("due", firing.due())
          .log("'{}': the refresh due at {} was missed and is skipped.", name, firing.due());
    } else {
      target.tick(firing.due(), firing.reason());
    }
  }

  /**
   * Puts a time back that Quartz let through although it was stopped: it may have picked the
   * trigger just before. Once started again, it is late or missed like any other.
   */
  private static void handBack(JobExecutionContext context, RefreshTrigger trigger)
      throws SchedulerException {
    if (!context.getScheduler().isShutdown()) {
      context.getScheduler().rescheduleJob(trigger.getKey(), trigger.handedBack());
    }
  }

  /** Quartz fires up to 2 ms early: a source asked for today's date would give yesterday's. */
  private static void awaitScheduledTime(JobExecutionContext context) throws InterruptedException {
    long early =
        context.getScheduledFireTime().toInstant().toEpochMilli() - System.currentTimeMillis();
    if (early > 0) {
      TimeUnit.MILLISECONDS.sleep(early);
    }
  }
}
