package dev.midnight.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.MisfirePolicy;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Properties;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.simpl.RAMJobStore;

class PrivateSchedulerTests {

  private static final String THREADS = "org.quartz.threadPool.threadCount";

  @AfterEach
  void clearSystemProperties() {
    System.clearProperty(StdSchedulerFactory.PROPERTIES_FILE);
    System.clearProperty(THREADS);
  }

  @Test
  void quartzPropertiesOfTheUserAreNotRead() throws SchedulerException {
    System.setProperty(StdSchedulerFactory.PROPERTIES_FILE, "no-such-file.properties");
    System.setProperty(THREADS, "7");

    Scheduler scheduler = PrivateScheduler.create();
    scheduler.shutdown();

    assertThat(scheduler.getMetaData().getThreadPoolSize()).isEqualTo(2);
    assertThat(scheduler.getMetaData().getJobStoreClass()).isEqualTo(RAMJobStore.class);
  }

  @Test
  void twoSchedulersAndTheUsersOwnLiveSideBySide() throws SchedulerException {
    Scheduler users = usersOwn();
    Scheduler first = PrivateScheduler.create();
    Scheduler second = PrivateScheduler.create();
    users.start();
    first.start();
    second.start();

    first.shutdown();

    assertThat(first.getSchedulerName()).isNotEqualTo(second.getSchedulerName());
    assertThat(second.isShutdown()).isFalse();
    assertThat(users.isShutdown()).isFalse();
    assertThat(SchedulerRepository.getInstance().lookupAll())
        .contains(users)
        .doesNotContain(second);
    second.shutdown();
    assertThat(users.isStarted()).isTrue();
    users.shutdown();
    assertThat(SchedulerRepository.getInstance().lookupAll()).doesNotContain(users, first, second);
  }

  @Test
  void nothingIsRegisteredWithJmx() throws Exception {
    Scheduler scheduler = PrivateScheduler.create();

    var beans =
        ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("quartz:*"), null);

    String name = scheduler.getSchedulerName();
    assertThat(beans).noneMatch(bean -> bean.toString().contains(name));
    scheduler.shutdown();
  }

  @Test
  void threadsAreDaemonsAndBearOurName() throws SchedulerException {
    Scheduler scheduler = PrivateScheduler.create();

    assertThat(timerThreads()).hasSizeGreaterThanOrEqualTo(3).allMatch(Thread::isDaemon);

    scheduler.shutdown();
  }

  @Test
  void hundredStartsAndClosesLeaveNoThread() {
    for (int i = 0; i < 100; i++) {
      var timer = new QuartzRefreshTimer(PrivateScheduler.create());
      timer.schedule(RecordingTarget.everySecond("prices"), MisfirePolicy.CATCH_UP_ONCE);
      timer.start();
      timer.stop();
      timer.close();
    }

    await().until(() -> timerThreads().isEmpty());
  }

  private static Scheduler usersOwn() throws SchedulerException {
    var properties = new Properties();
    properties.setProperty(StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, "midnight");
    properties.setProperty(THREADS, "1");
    return new StdSchedulerFactory(properties).getScheduler();
  }

  private static List<Thread> timerThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("midnight-timer"))
        .toList();
  }
}
