package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.jfr.FlightRecords;
import dev.midnight.jfr.Profiler;
import dev.midnight.spi.ContentionProfile;
import dev.midnight.spi.ContentionProfiler;
import java.time.Duration;
import java.util.Objects;
import jdk.jfr.FlightRecorder;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class FlightRecorderTests {

  private final ApplicationContextRunner runner =
      Contexts.runner().withUserConfiguration(Cities.class);

  @Test
  void aJvmWithoutTheFlightRecorderRunsWithoutIt() {
    runner
        .withClassLoader(new FilteredClassLoader(FlightRecorder.class))
        .run(
            context -> {
              assertThat(context).hasNotFailed().doesNotHaveBean(ContentionProfiler.class);
              assertThat(context.getBean(SnapshotCache.class).snapshot().size()).isEqualTo(1);
            });
  }

  @Test
  void aThresholdOfNothingIsRefused() {
    runner
        .withPropertyValues("midnight.profile.threshold=0")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("midnight.profile.threshold is PT0S"));
  }

  @Test
  void theEndOfTheContextEndsItsProfile() {
    Profiler[] kept = new Profiler[1];
    runner.run(
        context -> {
          assertThat(context).hasSingleBean(FlightRecords.class);
          kept[0] = context.getBean(Profiler.class);
          assertThat(kept[0].start("cities", Duration.ofMinutes(5))).isTrue();
        });

    org.awaitility.Awaitility.await()
        .until(
            () ->
                Objects.requireNonNull(kept[0].profile("cities")).state()
                    == ContentionProfile.State.STOPPED);
  }

  @Configuration(proxyBeanMethods = false)
  static class Cities {

    @Bean
    SnapshotLoader<String, Integer> citiesLoader() {
      return (out, context) -> out.put("Ulm", 126_000);
    }
  }
}
