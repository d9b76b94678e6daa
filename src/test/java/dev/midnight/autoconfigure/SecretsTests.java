package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.SnapshotLoader;
import dev.midnight.actuate.MidnightEndpoint;
import dev.midnight.actuate.MidnightHealthIndicator;
import dev.midnight.spi.CacheRegistry;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class SecretsTests {

  @Test
  void passwordInTheMessageOfAFailedLoadIsNotShownAnywhere(CapturedOutput output) {
    Contexts.runner()
        .withUserConfiguration(NoConnection.class)
        .withPropertyValues("midnight.defaults.startup-failure=continue")
        .run(
            context -> {
              String answer =
                  JsonMapper.builder()
                      .build()
                      .writeValueAsString(
                          new MidnightEndpoint(context.getBean(CacheRegistry.class), event -> {})
                              .cache("prices"));
              assertThat(answer).contains("//***@db/prices").doesNotContain("s3cret");
              assertThat(context.getBean(MidnightHealthIndicator.class).health().toString())
                  .doesNotContain("s3cret");
              assertThat(reason(context.getBean(CacheRegistry.class))).contains("//***@db/prices");
            });
    assertThat(output.getAll()).contains("//***@db/prices").doesNotContain("s3cret");
  }

  @Test
  void keyOfARowForgesNoLineOfTheLog(CapturedOutput output) {
    Contexts.runner()
        .withUserConfiguration(PoisonedKey.class)
        .withPropertyValues("midnight.defaults.startup-failure=continue")
        .run(
            context ->
                assertThat(reason(context.getBean(CacheRegistry.class))).doesNotContain("\n"));
    assertThat(output.getAll().lines()).noneMatch(line -> line.startsWith("FORGED"));
    assertThat(output.getAll()).contains("a FORGED").doesNotContain("\u202e");
  }

  private static String reason(CacheRegistry caches) {
    return Objects.requireNonNull(
        Objects.requireNonNull(Objects.requireNonNull(caches.find("prices")).status().lastRefresh())
            .result()
            .reason());
  }

  @Configuration(proxyBeanMethods = false)
  static class NoConnection {

    @Bean
    SnapshotLoader<String, Long> prices() {
      return (out, context) -> {
        throw new IllegalStateException(
            "no connection to jdbc:postgresql://app:s3cret@db/prices",
            new SQLException("refused by jdbc:postgresql://app:s3cret@db/prices?password=s3cret"));
      };
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class PoisonedKey {

    @Bean
    SnapshotLoader<String, Long> prices() {
      return (out, context) -> {
        out.put("a\nFORGED \u202eline", 1L);
        out.put("a\nFORGED \u202eline", 2L);
      };
    }
  }
}
