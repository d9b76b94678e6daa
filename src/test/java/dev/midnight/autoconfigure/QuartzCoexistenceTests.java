package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotSource;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.quartz.actuate.endpoint.QuartzEndpoint;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.boot.quartz.autoconfigure.QuartzEndpointAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class QuartzCoexistenceTests {

  static final AtomicInteger jobs = new AtomicInteger();
  static final AtomicInteger loads = new AtomicInteger();

  private final ApplicationContextRunner runner =
      Contexts.runner()
          .withUserConfiguration(Source.class)
          .withPropertyValues(
              "midnight.defaults.cron=* * * * * *",
              "midnight.defaults.jitter=0s",
              "management.endpoints.web.exposure.include=*",
              "management.endpoints.jmx.exposure.include=*");

  @Test
  void jobsOfBootsSchedulerFireBesideOursAndItsEndpointShowsThemAlone() {
    jobs.set(0);
    loads.set(0);
    runner
        .withConfiguration(
            AutoConfigurations.of(
                QuartzAutoConfiguration.class, QuartzEndpointAutoConfiguration.class))
        .withUserConfiguration(UserJob.class, UserOfScheduler.class)
        .run(
            context -> {
              Scheduler own = context.getBean(UserOfScheduler.class).scheduler;
              assertThat(own.getSchedulerName()).isEqualTo("quartzScheduler");
              assertThat(own).isNotSameAs(context.getBean("midnightScheduler"));
              await().untilAtomic(jobs, org.hamcrest.Matchers.greaterThan(2));
              await().untilAtomic(loads, org.hamcrest.Matchers.greaterThan(2));
              assertThat(context.getBean(QuartzEndpoint.class).quartzReport().getJobs().getGroups())
                  .containsExactly("theirs");
            });
  }

  @Test
  void schedulerBeanOfTheApplicationStaysTheOnlyCandidate() {
    runner
        .withUserConfiguration(OwnScheduler.class, UserOfScheduler.class)
        .withConfiguration(AutoConfigurations.of(QuartzEndpointAutoConfiguration.class))
        .run(
            context -> {
              assertThat(context.getBean(UserOfScheduler.class).scheduler)
                  .isSameAs(context.getBean("own"));
              assertThat(context).hasSingleBean(QuartzEndpoint.class);
              SnapshotCache<?, ?> cache = context.getBean(SnapshotCache.class);
              Instant first = cache.snapshot().loadedAt();
              await().until(() -> cache.snapshot().loadedAt().isAfter(first));
            });
  }

  @Test
  void withoutASchedulerOfTheApplicationThereIsNoQuartzEndpoint() {
    runner
        .withConfiguration(AutoConfigurations.of(QuartzEndpointAutoConfiguration.class))
        .run(context -> assertThat(context).doesNotHaveBean(QuartzEndpoint.class));
  }

  @Configuration(proxyBeanMethods = false)
  static class Source {
    @SnapshotSource
    Map<String, Integer> counted() {
      return Map.of("loads", loads.incrementAndGet());
    }
  }

  public static final class CountingJob implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      jobs.incrementAndGet();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class UserJob {
    @Bean
    JobDetail job() {
      return JobBuilder.newJob(CountingJob.class)
          .withIdentity("count", "theirs")
          .storeDurably()
          .build();
    }

    @Bean
    Trigger trigger(JobDetail job) {
      return TriggerBuilder.newTrigger()
          .forJob(job)
          .withSchedule(
              SimpleScheduleBuilder.simpleSchedule()
                  .withIntervalInMilliseconds(100)
                  .repeatForever())
          .build();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class UserOfScheduler {
    @Autowired Scheduler scheduler;
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnScheduler {
    @Bean(destroyMethod = "shutdown")
    Scheduler own() throws SchedulerException {
      return new StdSchedulerFactory().getScheduler();
    }
  }
}
