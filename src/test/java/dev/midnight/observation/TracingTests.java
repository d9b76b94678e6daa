package dev.midnight.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.SnapshotLoader;
import dev.midnight.autoconfigure.MidnightAutoConfiguration;
import dev.midnight.autoconfigure.MidnightObservationAutoConfiguration;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Refresh cycles as spans, through what Boot configures for OpenTelemetry. */
class TracingTests {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  MidnightAutoConfiguration.class,
                  MidnightObservationAutoConfiguration.class,
                  ObservationAutoConfiguration.class))
          .withPropertyValues(
              "management.tracing.sampling.probability=1.0", "midnight.defaults.cron=-");

  @Test
  void withoutObservationsNothingIsObserved() {
    runner
        .withClassLoader(new FilteredClassLoader(ObservationRegistry.class))
        .withUserConfiguration(Cities.class)
        .run(
            context -> {
              assertThat(context).hasNotFailed().doesNotHaveBean("midnightObservedRefreshes");
              assertThat(context).hasBean("citiesCache");
            });
  }

  @Test
  void aRefreshIsATraceWithTheLoadersOwnSpanUnderItsLoad() {
    runner
        .withConfiguration(
            AutoConfigurations.of(
                OpenTelemetrySdkAutoConfiguration.class,
                OpenTelemetryTracingAutoConfiguration.class,
                MicrometerTracingAutoConfiguration.class))
        .withUserConfiguration(Exporting.class)
        .run(
            context -> {
              InMemorySpanExporter exporter = context.getBean(InMemorySpanExporter.class);
              await().until(() -> named(exporter, "refresh cities").size() == 1);
              SpanData cycle = named(exporter, "refresh cities").get(0);
              SpanData load = named(exporter, "load cities").get(0);
              SpanData query = named(exporter, "read the source").get(0);

              assertThat(cycle.getParentSpanContext().isValid()).isFalse();
              assertThat(load.getParentSpanId()).isEqualTo(cycle.getSpanId());
              assertThat(query.getParentSpanId()).isEqualTo(load.getSpanId());
              assertThat(named(exporter, "publish cities")).hasSize(1);
              assertThat(exporter.getFinishedSpanItems())
                  .extracting(SpanData::getTraceId)
                  .containsOnly(cycle.getTraceId());
            });
  }

  private static List<SpanData> named(InMemorySpanExporter exporter, String name) {
    return exporter.getFinishedSpanItems().stream()
        .filter(span -> span.getName().equals(name))
        .toList();
  }

  @Configuration(proxyBeanMethods = false)
  static class Cities {

    @Bean
    SnapshotLoader<String, Integer> citiesLoader() {
      return (out, context) -> out.put("Ulm", 126_000);
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Exporting {

    @Bean
    InMemorySpanExporter exporter() {
      return InMemorySpanExporter.create();
    }

    @Bean
    io.opentelemetry.sdk.trace.SpanProcessor processor(InMemorySpanExporter exporter) {
      return SimpleSpanProcessor.create(exporter);
    }

    @Bean
    SnapshotLoader<String, Integer> citiesLoader(ObservationRegistry registry) {
      return (out, context) ->
          Observation.createNotStarted("source", registry)
              .contextualName("read the source")
              .observe(() -> out.put("Ulm", 126_000));
    }
  }
}
