package dev.midnight.quartz;

import java.util.Properties;
import java.util.UUID;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.simpl.RAMJobStore;
import org.quartz.simpl.SimpleThreadPool;

/**
 * Makes Quartz schedulers that keep to themselves.
 *
 * <p>Every property that matters is given here: a factory that is given properties reads neither
 * {@code quartz.properties} nor system properties. The name is unique and taken out of Quartz's
 * registry, which the whole JVM shares, so that other application contexts, and users who list all
 * schedulers, never meet this one.
 */
public final class PrivateScheduler {

  private PrivateScheduler() {}

  /**
   * Creates a scheduler that is not started, in memory, with daemon threads and without JMX. Who
   * creates it shuts it down.
   *
   * @throws IllegalStateException if Quartz fails to create it
   */
  public static Scheduler create() {
    try {
      Scheduler scheduler = new StdSchedulerFactory(properties()).getScheduler();
      SchedulerRepository.getInstance().remove(scheduler.getSchedulerName());
      return scheduler;
    } catch (SchedulerException e) {
      throw new IllegalStateException("Midnight's Quartz scheduler could not be created.", e);
    }
  }

  private static Properties properties() {
    var properties = new Properties();
    properties.setProperty(
        StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, "midnight-" + UUID.randomUUID());
    properties.setProperty(StdSchedulerFactory.PROP_SCHED_INSTANCE_ID, "midnight");
    properties.setProperty(StdSchedulerFactory.PROP_SCHED_THREAD_NAME, "midnight-timer");
    properties.setProperty(StdSchedulerFactory.PROP_SCHED_MAKE_SCHEDULER_THREAD_DAEMON, "true");
    properties.setProperty(StdSchedulerFactory.PROP_SCHED_JMX_EXPORT, "false");
    properties.setProperty(StdSchedulerFactory.PROP_JOB_STORE_CLASS, RAMJobStore.class.getName());
    properties.setProperty(
        StdSchedulerFactory.PROP_THREAD_POOL_CLASS, SimpleThreadPool.class.getName());
    threads(properties);
    return properties;
  }

  /** Two, so that one target that is slow to take its call does not hold up the others. */
  private static void threads(Properties properties) {
    String pool = StdSchedulerFactory.PROP_THREAD_POOL_PREFIX + ".";
    properties.setProperty(pool + "threadCount", "2");
    properties.setProperty(pool + "threadNamePrefix", "midnight-timer");
    properties.setProperty(pool + "makeThreadsDaemons", "true");
  }
}
