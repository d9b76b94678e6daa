package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.spi.ContextCarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The context of who asks, with and without Micrometer's context propagation. */
class ContextWiringTests {

  private final ApplicationContextRunner runner =
      Contexts.runner()
          .withConfiguration(AutoConfigurations.of(MidnightContextAutoConfiguration.class))
          .withUserConfiguration(Source.class)
          .withPropertyValues("midnight.defaults.startup=off");

  @AfterEach
  void clear() {
    MDC.remove("request");
  }

  @Test
  void theLoaderLogsUnderTheRequestThatAsked() {
    runner.run(context -> assertThat(requestSeenBy(context)).isEqualTo("42"));
  }

  @Test
  void itMayBeAbsent() {
    runner
        .withClassLoader(new FilteredClassLoader("io.micrometer.context"))
        .run(
            context -> {
              assertThat(context).hasNotFailed().doesNotHaveBean(ContextCarrier.class);
              assertThat(requestSeenBy(context)).isEqualTo("none");
            });
  }

  @Test
  void theApplicationsOwnReplacesIt() {
    runner
        .withBean("mine", ContextCarrier.class, () -> ContextCarrier.NONE)
        .run(
            context -> {
              assertThat(context).hasSingleBean(ContextCarrier.class);
              assertThat(requestSeenBy(context)).isEqualTo("none");
            });
  }

  private static String requestSeenBy(ApplicationContext context) {
    MDC.put("request", "42");
    context.getBean("citiesCache", SnapshotCache.class).refresh().join();
    return String.valueOf(context.getBean(AtomicReference.class).get());
  }

  @Configuration(proxyBeanMethods = false)
  static class Source {
    @Bean
    AtomicReference<String> request() {
      return new AtomicReference<>("unseen");
    }

    @Bean
    SnapshotLoader<String, Integer> cities(AtomicReference<String> request) {
      return (out, context) -> {
        String seen = MDC.get("request");
        request.set(seen == null ? "none" : seen);
        out.put("Ulm", 126_000);
      };
    }
  }
}
