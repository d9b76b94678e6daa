package dev.midnight.autoconfigure;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/** What an application gets from the starter, and nothing of Boot's own. */
@ImportAutoConfiguration({
  MidnightAutoConfiguration.class,
  MidnightQuartzAutoConfiguration.class,
  MidnightMetricsAutoConfiguration.class,
  MidnightCaffeineAutoConfiguration.class,
  MidnightSpringCacheAutoConfiguration.class,
  MidnightWriteLimitAutoConfiguration.class,
  MidnightStoreAutoConfiguration.class
})
class AllOfMidnight {}
