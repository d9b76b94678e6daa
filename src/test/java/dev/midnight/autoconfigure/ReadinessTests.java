package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.SnapshotSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ReadinessTests {

  static CountDownLatch gate = new CountDownLatch(1);

  private final ApplicationContextRunner runner =
      Contexts.runner()
          .withConfiguration(
              AutoConfigurations.of(
                  HealthEndpointAutoConfiguration.class,
                  HealthContributorAutoConfiguration.class,
                  HealthContributorRegistryAutoConfiguration.class,
                  AvailabilityProbesAutoConfiguration.class))
          .withBean(ApplicationAvailabilityBean.class)
          .withUserConfiguration(Gated.class)
          .withPropertyValues(
              "management.endpoint.health.probes.enabled=true",
              "management.endpoint.health.show-components=always",
              "midnight.defaults.startup=background",
              "midnight.caches.later.startup=off");

  @Test
  void readinessWaitsForCachesThatLoadAtStartWhereItIsAskedTo() {
    gate = new CountDownLatch(1);
    runner
        .withPropertyValues("midnight.health.readiness=true")
        .run(
            context -> {
              AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
              HealthEndpoint health = context.getBean(HealthEndpoint.class);
              assertThat(status(health, "readiness")).isEqualTo(Status.OUT_OF_SERVICE);
              gate.countDown();
              await().until(() -> status(health, "readiness").equals(Status.UP));
              assertThat(health.healthForPath("liveness", "midnightReadiness")).isNull();
              assertThat(health.healthForPath("liveness", "midnight")).isNull();
            });
  }

  @Test
  void readinessIsLeftAloneByDefault() {
    gate = new CountDownLatch(1);
    runner.run(
        context -> {
          AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
          assertThat(status(context.getBean(HealthEndpoint.class), "readiness"))
              .isEqualTo(Status.UP);
          gate.countDown();
        });
  }

  private static Status status(HealthEndpoint health, String path) {
    var found = health.healthForPath(path);
    return found == null ? Status.UNKNOWN : found.getStatus();
  }

  @Configuration(proxyBeanMethods = false)
  static class Gated {
    @SnapshotSource
    Map<String, String> gated() throws InterruptedException {
      gate.await(10, TimeUnit.SECONDS);
      return Map.of("a", "b");
    }

    @SnapshotSource
    Map<String, String> later() {
      return Map.of("a", "b");
    }
  }
}
