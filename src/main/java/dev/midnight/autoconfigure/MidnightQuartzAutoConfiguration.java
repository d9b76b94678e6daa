package dev.midnight.autoconfigure;

import dev.midnight.quartz.PrivateScheduler;
import dev.midnight.quartz.QuartzRefreshTimer;
import dev.midnight.spi.RefreshTimer;
import org.quartz.Scheduler;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Refreshes on a Quartz scheduler that nobody else meets: it is no candidate where a Scheduler is
 * injected or looked for by conditions, so that the application's own and Boot's stay alone.
 */
@AutoConfiguration(before = MidnightAutoConfiguration.class)
@ConditionalOnClass(Scheduler.class)
@ConditionalOnMissingBean(value = RefreshTimer.class, search = SearchStrategy.CURRENT)
public final class MidnightQuartzAutoConfiguration {

  /** Made on first use only: without schedules, or disabled, it costs no threads. */
  @Lazy
  @Bean(defaultCandidate = false, destroyMethod = "")
  @ConditionalOnMissingBean(name = "midnightScheduler", search = SearchStrategy.CURRENT)
  Scheduler midnightScheduler() {
    return PrivateScheduler.create();
  }

  @Lazy
  @Bean
  QuartzRefreshTimer midnightRefreshTimer(@Qualifier("midnightScheduler") Scheduler scheduler) {
    return new QuartzRefreshTimer(scheduler);
  }
}
