package dev.midnight.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** Says so where {@code midnight.console.enabled} is true and nothing can serve the console. */
@AutoConfiguration(after = MidnightConsoleAutoConfiguration.class)
@ConditionalOnProperty("midnight.console.enabled")
@ConditionalOnMissingBean(name = "midnightConsole")
public final class MidnightConsoleAbsenceAutoConfiguration {

  @Bean
  ConsoleAbsence midnightConsoleAbsence(ApplicationContext context) {
    return new ConsoleAbsence(context);
  }
}
