package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.MisfirePolicy;
import dev.midnight.RefreshContext;
import dev.midnight.SnapshotSource;
import dev.midnight.actuate.MidnightHealthIndicator;
import dev.midnight.micrometer.MidnightMeters;
import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.RefreshTimer;
import dev.midnight.spi.Scheduled;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ReplacedBeansTests {

  private final ApplicationContextRunner runner =
      Contexts.runner().withUserConfiguration(Source.class);

  @Test
  void everythingIsThereByDefault() {
    runner.run(
        context ->
            assertThat(context)
                .hasSingleBean(CacheRegistry.class)
                .hasSingleBean(CacheThreads.class)
                .hasSingleBean(RefreshTimer.class)
                .hasSingleBean(MidnightHealthIndicator.class)
                .hasBean("midnightClock")
                .hasBean("midnightInfoContributor")
                .doesNotHaveBean(MidnightMeters.class));
  }

  @Test
  void applicationWithoutAnyLoaderStarts() {
    Contexts.runner()
        .run(context -> assertThat(context.getBean(CacheRegistry.class).caches()).isEmpty());
  }

  @Test
  void clockOfThatNameIsUsedAndNoOther() {
    Clock past = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    runner
        .withBean("midnightClock", Clock.class, () -> past)
        .withBean("other", Clock.class, Clock::systemUTC)
        .run(
            context ->
                assertThat(
                        Objects.requireNonNull(context.getBean(CacheRegistry.class).find("names"))
                            .status()
                            .loadedAt())
                    .isEqualTo(past.instant()));
    runner
        .withBean("other", Clock.class, () -> past)
        .run(
            context ->
                assertThat(
                        Objects.requireNonNull(context.getBean(CacheRegistry.class).find("names"))
                            .status()
                            .loadedAt())
                    .isAfter(past.instant()));
  }

  @Test
  void timerOfTheApplicationTakesThePlaceOfQuartz() {
    RecordingTimer timer = new RecordingTimer();
    runner
        .withBean(RefreshTimer.class, () -> timer)
        .run(
            context -> {
              assertThat(context).doesNotHaveBean("midnightScheduler");
              assertThat(timer.calls).containsExactly("schedule names", "start");
            });
    assertThat(timer.calls).endsWith("stop");
  }

  @Test
  void threadsOfTheApplicationAreUsed() {
    List<String> names = new ArrayList<>();
    runner
        .withBean(
            CacheThreads.class,
            () ->
                (name, task) -> {
                  names.add(name);
                  return CacheThreads.PLATFORM.newThread(name, task);
                })
        .run(context -> assertThat(names).isNotEmpty());
  }

  @Test
  void threadsAreVirtualWhereTheApplicationsAre() {
    boolean possible = Runtime.version().feature() >= 21;
    runner
        .withPropertyValues("spring.threads.virtual.enabled=true")
        .run(context -> assertThat(Source.threadWasVirtual()).isEqualTo(possible));
    runner.run(context -> assertThat(Source.threadWasVirtual()).isFalse());
  }

  @Test
  void metersAreThereWithARegistry() {
    runner
        .withConfiguration(
            AutoConfigurations.of(
                MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
        .run(
            context -> {
              assertThat(context).hasSingleBean(MidnightMeters.class);
              MeterRegistry registry = context.getBean(MeterRegistry.class);
              assertThat(registry.get("midnight.snapshot.size").tag("cache", "names").gauge())
                  .returns(1.0, gauge -> gauge.value());
              assertThat(
                      registry
                          .get("midnight.refresh")
                          .tags("cache", "names", "outcome", "PUBLISHED", "trigger", "STARTUP")
                          .timer()
                          .count())
                  .isEqualTo(1);
            });
  }

  @Test
  void metersBackOffBeforeTheApplicationsOwn() {
    runner
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .withBean("mine", MidnightMeters.class, () -> new MidnightMeters(() -> null))
        .run(context -> assertThat(context).hasSingleBean(MidnightMeters.class).hasBean("mine"));
  }

  @Test
  void worksWithoutEachOptionalLibrary() {
    for (String[] absent : ABSENT) {
      runner
          .withClassLoader(new FilteredClassLoader(absent))
          .run(
              context ->
                  assertThat(
                          Objects.requireNonNull(context.getBean(CacheRegistry.class).find("names"))
                              .status()
                              .size())
                      .as(String.join(", ", absent))
                      .isEqualTo(1));
    }
  }

  @Test
  void absentActuatorMeansNoEndpointAndNoHealth() {
    runner
        .withClassLoader(
            new FilteredClassLoader(
                "org.springframework.boot.actuate", "org.springframework.boot.health"))
        .run(
            context ->
                assertThat(context)
                    .doesNotHaveBean("midnightEndpoint")
                    .doesNotHaveBean("midnightInfoContributor")
                    .doesNotHaveBean("midnightHealthIndicator"));
  }

  @Test
  void absentQuartzIsExplainedWhereACronNeedsIt() {
    runner
        .withClassLoader(new FilteredClassLoader("org.quartz"))
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("there is no RefreshTimer to obey it"));
    runner
        .withClassLoader(new FilteredClassLoader("org.quartz"))
        .withPropertyValues("midnight.defaults.cron=-")
        .run(context -> assertThat(context).hasNotFailed());
  }

  private static final String[] ACTUATOR = {
    "org.springframework.boot.actuate", "org.springframework.boot.health"
  };
  private static final String[][] ABSENT = {
    ACTUATOR,
    {"org.springframework.boot.health"},
    {"io.micrometer"},
    {"com.github.benmanes.caffeine"},
    {"io.github.resilience4j"},
    {"org.springframework.boot.cache", "org.springframework.cache"},
    {"org.springframework.web", "jakarta.servlet", "org.springframework.boot.web"},
    {"org.springframework.data.redis", "io.lettuce"},
    {"org.springframework.jdbc", "org.springframework.transaction", "javax.sql"},
    {"io.github.resilience4j"},
    {"com.github.benmanes.caffeine"},
    {"com.fasterxml.jackson", "tools.jackson"},
    {
      "org.springframework.boot.actuate",
      "org.springframework.boot.health",
      "io.micrometer",
      "org.springframework.web",
      "jakarta.servlet",
      "org.springframework.boot.web",
      "org.springframework.data.redis",
      "org.springframework.jdbc",
      "org.springframework.transaction",
      "io.github.resilience4j",
      "com.github.benmanes.caffeine",
      "com.fasterxml.jackson",
      "tools.jackson"
    }
  };

  static final class RecordingTimer implements RefreshTimer {
    final List<String> calls = new ArrayList<>();

    @Override
    public void schedule(Scheduled target, MisfirePolicy misfire) {
      calls.add("schedule " + target.name());
    }

    @Override
    public void start() {
      calls.add("start");
    }

    @Override
    public void stop() {
      calls.add("stop");
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Source {
    static volatile Thread thread = Thread.currentThread();

    @SnapshotSource
    Map<String, String> names(RefreshContext context) {
      thread = Thread.currentThread();
      return Map.of("a", "b");
    }

    /** By reflection: the method is not there on 17. */
    static boolean threadWasVirtual() throws ReflectiveOperationException {
      return Runtime.version().feature() >= 21
          && (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    }
  }
}
