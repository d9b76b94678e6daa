package dev.midnight.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Application contexts with everything that Midnight configures. */
final class Contexts {

  static final AutoConfigurations MIDNIGHT =
      AutoConfigurations.of(
          MidnightAutoConfiguration.class,
          MidnightQuartzAutoConfiguration.class,
          MidnightFlightRecorderAutoConfiguration.class,
          MidnightObservationAutoConfiguration.class,
          MidnightMetricsAutoConfiguration.class,
          MidnightCaffeineAutoConfiguration.class,
          MidnightSpringCacheAutoConfiguration.class,
          MidnightWriteLimitAutoConfiguration.class,
          MidnightStoreAutoConfiguration.class,
          MidnightActuatorAutoConfiguration.class,
          MidnightHealthAutoConfiguration.class);

  private Contexts() {}

  static ApplicationContextRunner runner() {
    return new ApplicationContextRunner().withConfiguration(MIDNIGHT);
  }
}
