package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MetadataTests {

  private static final Map<String, JsonNode> PROPERTIES = properties();

  @ParameterizedTest
  @CsvSource({
    "midnight.enabled, true",
    "midnight.instance-id,",
    "midnight.shutdown-timeout, 10s",
    "midnight.max-concurrent-loads, 8",
    "midnight.health.readiness, false",
    "midnight.console.enabled, false",
    "midnight.console.path, /midnight",
    "midnight.caches,",
    "midnight.groups,",
    "midnight.defaults.cron, 0 0 0 * * *",
    "midnight.defaults.zone, UTC",
    "midnight.defaults.jitter, 30s",
    "midnight.defaults.startup, block",
    "midnight.defaults.startup-failure, fail",
    "midnight.defaults.deadline, 10m",
    "midnight.defaults.misfire, catch-up-once",
    "midnight.defaults.overrun, queue",
    "midnight.defaults.depends-on,",
    "midnight.defaults.load.parallelism, 2",
    "midnight.defaults.load.rows-per-second,",
    "midnight.defaults.load.duplicates, fail",
    "midnight.defaults.load.reuse, auto",
    "midnight.defaults.delta.cron,",
    "midnight.defaults.validate.min-entries, 1",
    "midnight.defaults.validate.max-shrink, 50%",
    "midnight.defaults.validate.max-growth,",
    "midnight.defaults.validate.required-keys,",
    "midnight.defaults.write.shards,",
    "midnight.defaults.write.capacity, 65536",
    "midnight.defaults.write.drain-interval, 5ms",
    "midnight.defaults.write.overflow, block",
    "midnight.defaults.write.block-timeout, 1s",
    "midnight.defaults.write.rate-limit,",
    "midnight.defaults.miss.enabled, false",
    "midnight.defaults.miss.maximum-size, 10000",
    "midnight.defaults.miss.expire-after-write, 10m",
    "midnight.defaults.miss.timeout, 1s",
    "midnight.defaults.retry.initial-delay, 30s",
    "midnight.defaults.retry.max-delay, 15m",
    "midnight.defaults.preflight, refuse",
    "midnight.defaults.store.type, none",
    "midnight.defaults.store.directory,",
    "midnight.defaults.store.keep, 3",
    "midnight.defaults.max-staleness,"
  })
  void propertyIsDescribedWithItsDefault(String name, String defaultValue) {
    JsonNode property = Objects.requireNonNull(PROPERTIES.get(name), name);
    assertThat(property.path("description").asString()).hasSizeGreaterThan(10).endsWith(".");
    assertThat(property.path("type").asString()).isNotEmpty();
    assertThat(property.path("defaultValue").asString(""))
        .isEqualTo(defaultValue == null ? "" : defaultValue);
  }

  @Test
  void everyPropertyIsDescribed() {
    assertThat(PROPERTIES.values())
        .allSatisfy(property -> assertThat(property.path("description").asString("")).isNotEmpty());
  }

  private static Map<String, JsonNode> properties() {
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    try (InputStream metadata =
        MidnightAutoConfiguration.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      JsonMapper.builder()
          .build()
          .readTree(metadata)
          .path("properties")
          .forEach(property -> properties.put(property.path("name").asString(), property));
      return properties;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
