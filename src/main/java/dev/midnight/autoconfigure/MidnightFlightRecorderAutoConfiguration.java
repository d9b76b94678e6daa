package dev.midnight.autoconfigure;

import dev.midnight.autoconfigure.properties.MidnightProperties;
import dev.midnight.jfr.FlightRecords;
import dev.midnight.jfr.Profiler;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.ContentionProfiler;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Writes Midnight's events into flight recordings where the JVM can record them. */
@AutoConfiguration(before = MidnightAutoConfiguration.class)
@ConditionalOnClass(name = "jdk.jfr.FlightRecorder")
public final class MidnightFlightRecorderAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  FlightRecords midnightFlightRecords() {
    return new FlightRecords();
  }

  @Bean
  @ConditionalOnMissingBean(ContentionProfiler.class)
  Profiler midnightProfiler(
      FlightRecords records, CacheThreads threads, MidnightProperties properties) {
    return new Profiler(records, threads, properties.profile().threshold());
  }
}
